"""Containers, volumes and ports of a pod, and edits to its lists."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, SPEC
from podbuilder.kube.manifest import insert_, pod_edits, remove_, set_
from tests.support.pod_text import pod_of

POD = pod_of(
    initContainers=[{"name": "init", "ports": [{"containerPort": 80, "hostPort": 81}]}],
    containers=[
        {"name": "web", "ports": [{"containerPort": 80}, {"containerPort": True}, "x"]},
        {"image": "x", "volumeMounts": [{"name": "data", "mountPath": "/data/"}, {}]},
        {"name": "log", "volumeMounts": [{"name": "data", "mountPath": "/data/"}, {}]},
        "odd",
    ],
    volumes=[{"name": "data", "emptyDir": {}}, {"name": 3}, {"name": "conf", "configMap": {}}],
)


def test_names_are_texts() -> None:
    assert pod_edits.container_names(POD) == ["init", "web", "log"]
    assert pod_edits.container_names(POD, (CONTAINERS,)) == ["web", "log"]
    assert pod_edits.names(pod_edits.items(POD, "spec", "volumes")) == ["data", "conf"]
    assert pod_edits.items(POD, "spec", "nothing") == []


def test_only_app_containers_are_found_by_name() -> None:
    assert pod_edits.container_path(POD, "log") == SPEC.child("containers").index(2)
    assert pod_edits.container_path(POD, "init") is None


def test_volumes_and_their_mounts() -> None:
    assert pod_edits.volume(POD, "conf") == {"name": "conf", "configMap": {}}
    assert pod_edits.volume(POD, "other") is None
    assert pod_edits.mounts(POD, "log") == {"/data": "data", "": ""}
    assert pod_edits.mounts(POD, "init") == {}


@pytest.mark.parametrize("source", [*pod_edits.READ_ONLY_SOURCES, "emptyDir", "persistentVolumeClaim"])
def test_which_volumes_can_be_written(source: str) -> None:
    assert pod_edits.is_writable({"name": "v", source: {}}) is (source not in pod_edits.READ_ONLY_SOURCES)


def test_a_port_belongs_to_the_first_container_that_has_it() -> None:
    assert pod_edits.taken_ports(POD) == {80: "init", 81: "init"}


UNIQUE: dict[str, tuple[str, list[str], int, str]] = {
    "free": ("web", ["app"], 63, "web"),
    "taken": ("web", ["web"], 63, "web-2"),
    "taken twice": ("web", ["web", "web-2"], 63, "web-3"),
    "too long": ("abcdef", [], 4, "abcd"),
    "too long, with a dash at the cut": ("abc-def", [], 4, "abc"),
    "too long with a number": ("abcdef", ["abcd"], 4, "ab-2"),
    "a dash before the number": ("a-bcd", ["a-bc"], 4, "a-2"),
}


@pytest.mark.parametrize(("name", "taken", "length", "expected"), UNIQUE.values(), ids=UNIQUE)
def test_unique_names(name: str, taken: list[str], length: int, expected: str) -> None:
    assert pod_edits.unique(name, taken, length) == expected


LIST = SPEC.child("list")
APPENDED: dict[str, tuple[Any, list[Any], bool, list[Any]]] = {
    "nothing": ([1], [], False, []),
    "to no list": (None, [1, 2], False, [set_(LIST, [1, 2])]),
    "to something else": ({"a": 1}, [1], True, [set_(LIST, [1])]),
    "to the end": ([1], [2, 3], False, [insert_(LIST.index(1), 2), insert_(LIST.index(2), 3)]),
    "to the beginning": ([1], [2, 3], True, [insert_(LIST.index(0), 2), insert_(LIST.index(1), 3)]),
}


@pytest.mark.parametrize(("present", "added", "first", "expected"), APPENDED.values(), ids=APPENDED)
def test_append(present: Any, added: list[Any], first: bool, expected: list[Any]) -> None:
    assert list(pod_edits.append(pod_of(list=present), LIST, added, first=first)) == expected


WITHOUT = {
    "it has a neighbour": ({"a": [1, 2]}, ("a", 0), ("a", 0)),
    "its list is left empty": ({"a": [1]}, ("a", 0), ("a",)),
    "two parents are left empty": ({"a": {"b": [1]}}, ("a", "b", 0), ("a",)),
    "the spec stays": ({"a": 1}, ("a",), ("a",)),
}


@pytest.mark.parametrize(("spec", "path", "expected"), WITHOUT.values(), ids=WITHOUT)
def test_without(spec: dict[str, Any], path: tuple[str | int, ...], expected: tuple[str | int, ...]) -> None:
    edit = pod_edits.without({"spec": spec}, FieldPath((*SPEC, *path)), SPEC)
    assert edit == remove_(FieldPath((*SPEC, *expected)))


BLANK: dict[str, tuple[Any, bool]] = {
    "no list": (None, False),
    "two": ([{"name": "a"}, {"name": "b"}], False),
    "an image": ([{"name": "a", "image": "x"}], False),
    "a setting": ([{"name": "a", "env": []}], False),
    "something else": (["a"], False),
    "a name": ([{"name": "a"}], True),
    "an empty image": ([{"name": "a", "image": ""}], True),
}


@pytest.mark.parametrize(("containers", "is_blank"), BLANK.values(), ids=BLANK)
def test_a_blank_container_is_left_out(containers: Any, is_blank: bool) -> None:
    pod = pod_of(containers=containers, restartPolicy="Never")
    assert pod_edits.without_blank(pod) == (pod_of(restartPolicy="Never") if is_blank else pod)
