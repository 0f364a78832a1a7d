"""What the kubelet does next."""

from podbuilder.kube.lifecycle.played_pod import PlayedContainer, PlayedPod
from podbuilder.kube.lifecycle.pod_actions import PodActions, pod_actions
from podbuilder.kube.lifecycle.probe_worker import FAILURE, SUCCESS, Prober, ProbeWorker
from podbuilder.kube.lifecycle.runtime import Runtime
from podbuilder.kube.lifecycle.scene import Scene
from tests.kube.lifecycle.plays import APP, pod_of, scene_of

PROBE = {"tcpSocket": {"port": 1}}
INIT = {"name": "init", "image": "a:1"}
SIDE = {"name": "side", "image": "a:1", "restartPolicy": "Always"}


class Node:
    """A pod on a node, whose containers run, have ended and fail as a test says."""

    def __init__(self, pod: PlayedPod) -> None:
        self.scene: Scene = scene_of(pod)
        self.runtime = Runtime(self.scene, lambda: None)
        self.prober = Prober()
        self.named = {one.name: one for one in pod.containers}

    def run(self, *names: str) -> None:
        for name in names:
            self.runtime.start(self.named[name])

    def end(self, name: str, exit_code: int) -> None:
        self.runtime.end(self.named[name], self.runtime.start(self.named[name]), exit_code)

    def find(self, name: str, kind: str, result: str) -> None:
        container = self.named[name]
        probe = container.probe(kind)
        assert probe is not None
        worker = ProbeWorker(self.scene, self.runtime, container, probe, lambda _key: None, lambda *_: None)
        worker.instance, worker.result = 1, result
        self.prober.workers[container.key, kind] = worker

    def next(self, *, has_sandbox: bool = True) -> PodActions:
        return pod_actions(self.scene.pod, self.runtime, self.prober, has_sandbox=has_sandbox)


def names(containers: list[PlayedContainer]) -> list[str]:
    return [one.name for one in containers]


def test_first_come_init_containers_else_all_containers() -> None:
    assert names(Node(pod_of(APP, {**APP, "name": "b"})).next(has_sandbox=False).containers) == ["app", "b"]
    actions = Node(pod_of(APP, initContainers=[INIT, SIDE])).next(has_sandbox=False)
    assert (names(actions.init), actions.containers) == (["init"], [])
    assert names(Node(pod_of(APP, initContainers=[INIT])).next().init) == ["init"]


def test_nothing_is_done_with_what_runs() -> None:
    node = Node(pod_of(APP))
    node.run("app")
    assert node.next() == PodActions()


def test_init_containers_follow_each_other() -> None:
    node = Node(pod_of(APP, initContainers=[INIT, {**INIT, "name": "two"}]))
    node.run("init")
    assert node.next() == PodActions()
    node = Node(node.scene.pod)
    node.end("init", 0)
    assert names(node.next().init) == ["two"]
    node.end("two", 0)
    assert names(node.next().containers) == ["app"]


def test_one_that_failed_is_tried_again_or_ends_the_pod() -> None:
    node = Node(pod_of(APP, initContainers=[INIT]))
    node.end("init", 1)
    assert names(node.next().init) == ["init"]
    node = Node(pod_of(APP, initContainers=[INIT], restartPolicy="Never"))
    node.end("init", 1)
    assert node.next().kills_pod


def test_a_sidecar_holds_up_what_follows_until_it_has_started() -> None:
    node = Node(pod_of(APP, initContainers=[{**SIDE, "startupProbe": PROBE}, INIT]))
    node.run("side")
    assert node.next() == PodActions()
    node.find("side", "startup", SUCCESS)
    assert names(node.next().init) == ["init"]


def test_a_sidecar_is_started_again_and_killed() -> None:
    pod = pod_of(APP, initContainers=[{**SIDE, "livenessProbe": PROBE}])
    node = Node(pod)
    node.end("side", 0)
    node.run("app")
    assert names(node.next().init) == ["side"]
    node = Node(pod)
    node.run("side", "app")
    node.find("side", "liveness", FAILURE)
    actions = node.next()
    assert names(actions.init) == ["side"]
    assert [one.message for one in actions.kills] == ["Init container side failed liveness probe"]


def test_a_sidecar_that_is_not_there_is_left_where_the_app_runs_without_it() -> None:
    node = Node(pod_of(APP, initContainers=[SIDE]))
    node.run("app")
    assert node.next() == PodActions()


def test_a_failed_probe_kills() -> None:
    node = Node(pod_of({**APP, "livenessProbe": PROBE}, {**APP, "name": "b"}))
    node.run("app", "b")
    node.find("app", "liveness", FAILURE)
    actions = node.next()
    assert names(actions.containers) == ["app"]
    assert [one.message for one in actions.kills] == ["Container app failed liveness probe, will be restarted"]
    assert not actions.kills_pod


def test_a_container_that_is_killed_for_good_takes_the_pod_with_it() -> None:
    node = Node(pod_of({**APP, "startupProbe": PROBE}, restartPolicy="Never"))
    node.run("app")
    node.find("app", "startup", FAILURE)
    actions = node.next()
    assert (actions.kills_pod, [one.message for one in actions.kills]) == (True, ["Container app failed startup probe"])


def test_when_all_is_done_the_rest_is_killed() -> None:
    node = Node(pod_of(APP, initContainers=[SIDE], restartPolicy="OnFailure"))
    node.run("side")
    node.end("app", 0)
    assert node.next().kills_pod
