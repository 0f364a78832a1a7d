"""A probe that checks at its own beat."""

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.probe_worker import FAILURE, SUCCESS, UNKNOWN, Prober
from podbuilder.kube.lifecycle.runtime import Runtime
from tests.kube.lifecycle.plays import APP, pod_of, scene_of

PROBE = {"tcpSocket": {"port": 1}, "periodSeconds": 2}


class Stage:
    """A prober whose container is reported as a test says."""

    def __init__(self, faults: Faults | None = None, **probes: object) -> None:
        self.scene = scene_of(pod_of({**APP, **probes}), faults, ready=3)
        self.runtime = Runtime(self.scene, lambda: None)
        self.status: ContainerStatus | None = None
        self.updates: list[tuple[int, str, str]] = []
        self.prober = Prober()

    def begin(self) -> None:
        self.prober.add(self.scene, self.runtime, lambda _key: self.status, self.note)

    def note(self, _key: int, kind: str, result: str) -> None:
        self.updates.append((self.scene.now, kind, result))

    def start(self, **options: bool) -> None:
        instance = self.runtime.start(self.scene.pod.apps[0])
        self.status = ContainerStatus("app", Running(self.scene.now), instance=instance.number, **options)

    def run(self, until: int) -> None:
        list(self.scene.agenda.run(until, 1000))


def test_nothing_is_checked_that_is_not_there() -> None:
    stage = Stage(readinessProbe=PROBE)
    stage.begin()
    stage.run(4)
    stage.status = ContainerStatus("app", Waiting("ContainerCreating"))
    stage.run(8)
    assert (stage.updates, stage.scene.journal.checks) == ([], [])
    assert not stage.prober.has(0, "liveness")
    assert stage.prober.result(0, "readiness", 1) == ""


def test_readiness_begins_with_no_and_is_told_when_it_changes() -> None:
    stage = Stage(readinessProbe=PROBE)
    stage.start(is_started=True)
    stage.begin()
    stage.run(10)
    assert stage.updates == [(0, "readiness", FAILURE), (4, "readiness", SUCCESS)]
    assert [one.is_success for one in stage.scene.journal.checks] == [False, False, True, True, True, True]


def test_liveness_begins_with_yes_and_rests_after_a_failure() -> None:
    stage = Stage(Faults(probes={(0, "liveness"): 0}), livenessProbe={**PROBE, "failureThreshold": 2})
    stage.start(is_started=True)
    stage.begin()
    stage.run(20)
    assert stage.updates == [(0, "liveness", SUCCESS), (2, "liveness", FAILURE)]
    assert len(stage.scene.journal.checks) == 2


def test_startup_rests_after_a_success_and_begins_anew_with_a_new_instance() -> None:
    stage = Stage(startupProbe=PROBE)
    stage.start()
    stage.begin()
    stage.run(9)
    assert stage.updates == [(0, "startup", UNKNOWN), (4, "startup", SUCCESS)]
    stage.start()
    stage.run(15)
    assert stage.updates[2:] == [(10, "startup", UNKNOWN), (12, "startup", SUCCESS)]
    assert stage.prober.result(0, "startup", 2) == SUCCESS
    assert stage.prober.result(0, "startup", 1) == ""


def test_one_that_does_not_run_fails() -> None:
    stage = Stage(readinessProbe=PROBE)
    stage.start(is_started=True)
    stage.begin()
    stage.run(4)
    stage.status = ContainerStatus("app", Terminated(1, "Error", 0, 5), instance=1)
    stage.run(6)
    assert stage.updates[-1] == (6, "readiness", FAILURE)


def test_others_wait_for_the_start_and_for_their_delay() -> None:
    stage = Stage(livenessProbe=PROBE, readinessProbe={**PROBE, "initialDelaySeconds": 5})
    stage.start()
    stage.begin()
    stage.run(4)
    assert stage.scene.journal.checks == []
    assert stage.status is not None
    stage.status = ContainerStatus("app", Running(0), instance=1, is_started=True)
    stage.run(6)
    assert {one.kind for one in stage.scene.journal.checks} == {"liveness", "readiness"}
    stage.prober.run(0, "readiness")
    stage.prober.stop()
    seen = len(stage.scene.journal.checks)
    stage.run(60)
    assert len(stage.scene.journal.checks) == seen


def test_workers_are_added_once() -> None:
    stage = Stage(livenessProbe=PROBE)
    stage.begin()
    workers = dict(stage.prober.workers)
    stage.begin()
    assert stage.prober.workers == workers
