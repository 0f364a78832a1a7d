"""The kubelet's worker for one pod; whole lives are in test_life.py."""

from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.pod_worker import PodWorker
from tests.kube.lifecycle.plays import APP, pod_of, rehearse, scene_of


def test_it_works_at_one_thing_at_a_time() -> None:
    scene = scene_of(faults=Faults(pull={0: "gone"}))
    worker = PodWorker(scene)
    worker.look()
    worker.look()
    list(scene.agenda.run(1, 100))
    assert [one.reason for one in scene.journal.events].count("Pulling") == 1


def test_it_is_done_when_the_pod_is() -> None:
    scene = scene_of(pod_of(APP, restartPolicy="Never"))
    worker = PodWorker(scene)
    worker.look()
    list(scene.agenda.run(100, 1000))
    assert worker.status.phase == "Succeeded"
    assert not worker.put_out("Evicted", "")
    worker.look()
    worker.delete()
    assert worker.is_gone
    assert [one.kind for one in worker.spans()] == ["pull", "run"]


def test_a_pod_is_put_out_once() -> None:
    scene = scene_of()
    worker = PodWorker(scene)
    worker.look()
    list(scene.agenda.run(20, 1000))
    assert [(one.kind, one.end) for one in worker.spans()] == [("pull", 6), ("run", None)]
    assert worker.put_out("Evicted", "Low.")
    assert not worker.put_out("DeadlineExceeded", "Late.")
    list(scene.agenda.run(100, 1000))
    assert (worker.status.phase, worker.status.reason) == ("Failed", "Evicted")


def test_probes_of_a_deleted_pod_are_not_heeded() -> None:
    probe = {"readinessProbe": {"exec": {"command": ["x"]}, "periodSeconds": 1}}
    life = rehearse(pod_of({**APP, **probe}), ready=200, stop=25)
    assert life.at(140).row.status == "Terminating"
    assert [one for one in life.checks if one.second > 121] == []


def test_its_probes_go_by_what_is_reported() -> None:
    # While its image is pulled there is nothing to check.
    probe = {"livenessProbe": {"tcpSocket": {"port": 1}, "periodSeconds": 1}}
    life = rehearse(pod_of({**APP, **probe}), pull=30)
    assert min(one.second for one in life.checks) >= 33
