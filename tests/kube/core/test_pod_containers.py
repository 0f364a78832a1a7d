"""Every container is visited, in the server's order, and nothing that is none."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.pod_containers import container_name, is_native_sidecar, visit_containers
from tests.support.pods import path_of

VISITS: dict[str, tuple[Any, list[str]]] = {
    "no spec": ({}, []),
    "a spec that is none": ({"spec": "x"}, []),
    "a list that is none": ({"spec": {"containers": {"name": "a"}}}, []),
    "an item that is none": (
        {"spec": {"containers": ["a", {"name": "b"}], "initContainers": [7]}},
        ["spec.containers[1]"],
    ),
    "init containers come first": (
        {"spec": {"containers": [{}], "initContainers": [{}], "ephemeralContainers": [{}]}},
        ["spec.initContainers[0]", "spec.containers[0]", "spec.ephemeralContainers[0]"],
    ),
}


@pytest.mark.parametrize(("pod", "paths"), VISITS.values(), ids=VISITS)
def test_containers_are_visited(pod: Any, paths: list[str]) -> None:
    assert [str(visited.path) for visited in visit_containers(pod)] == paths


def test_a_native_sidecar_is_an_init_container_that_goes_on() -> None:
    assert is_native_sidecar({"restartPolicy": "Always"}, "initContainers")
    assert not is_native_sidecar({"restartPolicy": "Always"}, "containers")
    assert not is_native_sidecar({}, "initContainers")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("spec.containers[0]", "web"),
        ("spec.containers[0].ports[0].name", "web"),
        ("spec.initContainers[0].image", None),
        ("spec.containers[7].image", None),
        ("spec.containers", None),
        ("spec.volumes[0].name", None),
        ("metadata.name", None),
        ("", None),
    ],
)
def test_the_name_of_the_container_around_a_field(path: str, name: str | None) -> None:
    pod = {"spec": {"containers": [{"name": "web"}], "initContainers": [{"name": 1}], "volumes": [{"name": "data"}]}}
    assert container_name(pod, path_of(path)) == name
