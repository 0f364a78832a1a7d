"""What is reported of each container."""

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.image_pulls import Refusal
from podbuilder.kube.lifecycle.probe_worker import Prober
from podbuilder.kube.lifecycle.runtime import Runtime
from podbuilder.kube.lifecycle.status_report import StatusReport
from tests.kube.lifecycle.plays import APP, pod_of, scene_of

INIT = {"name": "init", "image": "a:1"}
REFUSED = {0: Refusal("CrashLoopBackOff", "wait")}


def report_of(pod, refusals=None, **options) -> tuple[StatusReport, Runtime]:
    runtime = Runtime(scene_of(pod), lambda: None)
    return StatusReport(pod, runtime, Prober(), refusals or {}, **options), runtime


def test_before_it_runs() -> None:
    pod = pod_of()
    assert report_of(pod)[0].of(pod.apps[0]) == ContainerStatus("app", Waiting("ContainerCreating"))
    pod = pod_of(APP, initContainers=[INIT])
    assert report_of(pod)[0].of(pod.apps[0]).state == Waiting("PodInitializing")
    assert report_of(pod)[0].of(pod.init[0]).state == Waiting("PodInitializing")


def test_running_without_probes_is_started_and_ready() -> None:
    pod = pod_of()
    report, runtime = report_of(pod)
    runtime.start(pod.apps[0])
    assert report.of(pod.apps[0]) == ContainerStatus("app", Running(0), is_started=True, is_ready=True, instance=1)


def test_an_init_container_is_ready_when_it_is_done() -> None:
    pod = pod_of(APP, initContainers=[INIT])
    report, runtime = report_of(pod)
    instance = runtime.start(pod.init[0])
    assert not report.of(pod.init[0]).is_ready
    runtime.end(pod.init[0], instance, 0)
    assert report.of(pod.init[0]).is_ready


def test_one_that_was_refused_waits_with_its_end_behind_it() -> None:
    pod = pod_of()
    report, runtime = report_of(pod, REFUSED)
    assert report.of(pod.apps[0]).state == Waiting("CrashLoopBackOff", "wait")
    runtime.end(pod.apps[0], runtime.start(pod.apps[0]), 1)
    found = report.of(pod.apps[0])
    assert found.state == Waiting("CrashLoopBackOff", "wait")
    assert found.last == Terminated(1, "Error", 0, 0)
    runtime.start(pod.apps[0])
    assert isinstance(report.of(pod.apps[0]).state, Running)


def test_one_that_is_not_started_again_shows_its_end() -> None:
    end = Terminated(1, "Error", 0, 0)
    pod = pod_of(APP, restartPolicy="Never")
    report, runtime = report_of(pod, REFUSED)
    runtime.end(pod.apps[0], runtime.start(pod.apps[0]), 1)
    assert report.of(pod.apps[0]).state == end
    pod = pod_of()
    report, runtime = report_of(pod, REFUSED, is_deleted=True)
    runtime.end(pod.apps[0], runtime.start(pod.apps[0]), 1)
    assert report.of(pod.apps[0]).state == end


def test_an_init_container_that_is_done_shows_that() -> None:
    pod = pod_of(APP, initContainers=[{**INIT, "restartPolicy": "Always"}])
    report, runtime = report_of(pod, REFUSED)
    runtime.end(pod.init[0], runtime.start(pod.init[0]), 0)
    assert report.of(pod.init[0]).state == Terminated(0, "Completed", 0, 0)


def test_the_end_before_is_the_last_state() -> None:
    pod = pod_of()
    report, runtime = report_of(pod)
    runtime.end(pod.apps[0], runtime.start(pod.apps[0]), 3)
    runtime.start(pod.apps[0])
    found = report.of(pod.apps[0])
    assert (found.restarts, found.last) == (1, Terminated(3, "Error", 0, 0))
