"""Containers that start, end and are stopped."""

from podbuilder.kube.lifecycle.faults import End, Faults
from podbuilder.kube.lifecycle.runtime import Runtime
from tests.kube.lifecycle.plays import APP, pod_of, scene_of


def test_a_service_runs_on_and_is_noticed() -> None:
    scene, seen = scene_of(), []
    runtime = Runtime(scene, lambda: seen.append(scene.now))
    app = scene.pod.apps[0]
    assert (runtime.latest(0), runtime.is_running(0), runtime.last_end(0)) == (None, False, None)
    instance = runtime.start(app)
    list(scene.agenda.run(500, 100))
    assert (runtime.is_running(0), instance.number, seen) == (True, 1, [1])


def test_a_task_ends_once() -> None:
    scene, seen = scene_of(pod_of(APP, restartPolicy="Never"), task=7), []
    runtime = Runtime(scene, lambda: seen.append(scene.now))
    instance = runtime.start(scene.pod.apps[0])
    list(scene.agenda.run(500, 100))
    end = runtime.last_end(0)
    assert end is not None
    assert (end.exit_code, end.reason, end.started, end.finished, seen) == (0, "Completed", 0, 7, [1, 8])
    runtime.end(scene.pod.apps[0], instance, 1)
    assert runtime.last_end(0) == end
    assert [(one.kind, one.start, one.end) for one in scene.journal.spans] == [("run", 0, 7)]


def test_what_goes_wrong_comes_first() -> None:
    scene = scene_of(faults=Faults(ends={0: End(3, 9, "")}))
    runtime = Runtime(scene, lambda: None)
    runtime.start(scene.pod.apps[0])
    list(scene.agenda.run(500, 100))
    end = runtime.last_end(0)
    assert end is not None
    assert (end.exit_code, end.reason, end.finished) == (9, "Error", 3)


def test_one_that_cannot_be_started() -> None:
    scene = scene_of()
    runtime = Runtime(scene, lambda: None)
    runtime.refuse(scene.pod.apps[0], "no such file")
    end = runtime.last_end(0)
    assert end is not None
    assert (end.exit_code, end.reason, end.started, end.message) == (128, "StartError", None, "no such file")
    assert runtime.start(scene.pod.apps[0]).number == 2
