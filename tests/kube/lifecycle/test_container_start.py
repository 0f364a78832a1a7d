"""How one container is started."""

import pytest

from podbuilder.kube.lifecycle.container_start import ContainerStarter, go_duration
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.image_pulls import Refusal
from podbuilder.kube.lifecycle.runtime import Runtime
from tests.kube.lifecycle.plays import APP, event_lines, pod_of, rehearse, scene_of
from tests.kube.lifecycle.test_image_pulls import walk


def test_it_is_pulled_created_and_started() -> None:
    scene = scene_of()
    runtime = Runtime(scene, lambda: None)
    assert walk(ContainerStarter(scene, runtime).start(scene.pod.apps[0], None)) == (5, None)
    assert [one.reason for one in scene.journal.events] == ["Pulling", "Pulled", "Created", "Started"]
    assert runtime.is_running(0)


@pytest.mark.parametrize(
    ("faults", "reason", "created"),
    [
        (Faults(pull={0: "x"}), "ErrImagePull", False),
        (Faults(config={0: "x"}), "CreateContainerConfigError", False),
        (Faults(start={0: "x"}), "RunContainerError", True),
    ],
)
def test_it_is_refused(faults: Faults, reason: str, created: bool) -> None:
    scene = scene_of(faults=faults)
    refusal = walk(ContainerStarter(scene, Runtime(scene, lambda: None)).start(scene.pod.apps[0], None))[1]
    assert refusal == Refusal(reason, "x")
    assert ("Created" in [one.reason for one in scene.journal.events]) is created


def test_the_second_restart_waits() -> None:
    scene = scene_of()
    starter = ContainerStarter(scene, Runtime(scene, lambda: None))
    assert walk(starter.start(scene.pod.apps[0], 0))[1] is None
    refusal = walk(starter.start(scene.pod.apps[0], 0))[1]
    assert refusal == Refusal(
        "CrashLoopBackOff", "back-off 10s restarting failed container=app pod=web_default(UID)", 10
    )


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("1.36", ["Container created", "Container started"]),
        ("1.34", ["Created container: app", "Started container app"]),
        ("1.30", ["Created container app", "Started container app"]),
    ],
)
def test_the_words_of_each_version(version: str, words: list[str]) -> None:
    lines = event_lines(rehearse(pod_of(APP, version=version)))
    assert [line.split(" ", 2)[2] for line in lines if "Created" in line or "Started" in line] == words


@pytest.mark.parametrize(("seconds", "text"), [(10, "10s"), (80, "1m20s"), (300, "5m0s")])
def test_durations_as_go_prints_them(seconds: int, text: str) -> None:
    assert go_duration(seconds) == text
