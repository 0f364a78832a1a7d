"""Scratch directories: one volume, with a directory for each place."""

from __future__ import annotations

from podbuilder.kube.lint.scratch import scratch, temporary
from podbuilder.kube.lint.subject import Subject
from tests.support.pod_text import pod_of


def paths_and_values(pod: Subject) -> list[tuple[str, object]]:
    container = pod.containers[0]
    return [(str(edit.path), edit.value) for edit in scratch(pod, container, ["/tmp", "/var/run"])]


def test_a_volume_and_its_mounts() -> None:
    volume, *mounts = paths_and_values(Subject(pod_of(containers=[{"name": "web"}])))
    assert volume[0] == "spec.volumes[0]"
    assert isinstance(volume[1], dict)
    assert (volume[1]["name"], list(volume[1]["emptyDir"])) == ("scratch-web", ["sizeLimit"])
    assert mounts == [
        ("spec.containers[0].volumeMounts[0]", {"name": "scratch-web", "mountPath": "/tmp", "subPath": "tmp"}),
        ("spec.containers[0].volumeMounts[1]", {"name": "scratch-web", "mountPath": "/var/run", "subPath": "var-run"}),
    ]


def test_what_is_there_stays() -> None:
    mounted = [{"name": "data", "mountPath": "/data"}]
    pod = pod_of(containers=[{"name": "web", "volumeMounts": mounted}], volumes=[{"name": "scratch-web"}])
    assert [path for path, _ in paths_and_values(Subject(pod))] == [
        "spec.containers[0].volumeMounts[1]",
        "spec.containers[0].volumeMounts[2]",
    ]


def test_a_long_name_is_cut() -> None:
    (_, volume), *_ = paths_and_values(Subject(pod_of(containers=[{"name": f"{'a' * 54}-bcdefgh"}])))
    assert isinstance(volume, dict)
    assert volume["name"] == f"scratch-{'a' * 54}"


def test_a_temporary_directory_is_a_volume_of_its_own() -> None:
    pod = Subject(pod_of(containers=[{"name": "web"}], volumes=[{"name": "tmp-web"}]))
    edits = list(temporary(pod, pod.containers[0]))
    assert [(str(edit.path), edit.value) for edit in edits] == [
        ("spec.containers[0].volumeMounts[0]", {"name": "tmp-web", "mountPath": "/tmp"}),
    ]
