"""What containers have to do with each other: the first other one counts, and the work grows with their number only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podbuilder.kube.roles import recognition
from podbuilder.kube.roles.neighbours import Neighbours, mounts
from tests.support.growth import MOST, growth
from tests.support.pod_text import pod_of

READS = {"name": "data", "readOnly": True}
PODS: dict[str, tuple[list[dict[str, Any]], tuple[object, object, object]]] = {
    "a container alone": ([{"name": "a", "env": [{"value": "localhost:80"}]}], (None, None, None)),
    "nobody calls or mounts": ([{"name": "a"}, {"name": "b"}], (None, None, None)),
    "an address without a port": ([{"name": "a"}, {"name": "b", "env": [{"value": "localhost"}]}], (None, None, None)),
    "one calls another": ([{"name": "a"}, {"name": "b", "env": [{"value": "localhost:80"}]}], (("b", 80), None, None)),
    "the first of two others": (
        [{"name": n, "env": [{"value": "localhost:80"}] * 2} for n in "abc"],
        (("b", 80), None, None),
    ),
    "one mounts to read": ([{"name": "a"}, {"name": "b", "volumeMounts": [READS]}], (None, ("b", "data"), None)),
    "one mounts to write": (
        [{"name": "a"}, {"name": "b", "volumeMounts": [{"name": "data"}]}],
        (None, ("b", "data"), ("b", "data")),
    ),
    "the same object twice": (
        [container := {"name": "a", "volumeMounts": [READS]}, container],
        (None, ("a", "data"), None),
    ),
}


@pytest.mark.parametrize(("containers", "expected"), PODS.values(), ids=PODS)
def test_the_first_other_container(containers: list[dict[str, Any]], expected: tuple[object, object, object]) -> None:
    found = Neighbours(pod_of(containers=containers))
    assert (found.caller([80], 0), found.sharer(["data"], 0), found.writer(["data"], 0)) == expected


def test_the_last_mount_of_a_volume_counts() -> None:
    assert mounts({"volumeMounts": [READS, {"name": "data"}]}) == {"data": False}


def _alike(count: int) -> Callable[[], object]:
    one = {
        "name": "a",
        "ports": [{"containerPort": 80}],
        "env": [{"name": "X", "value": "localhost:81"}],
        "volumeMounts": [{"name": "data"}, READS],
    }
    pod = pod_of(containers=[one] * count)
    return lambda: recognition.roles(pod, "1.36")


def test_twice_the_containers_are_twice_the_work() -> None:
    assert growth(_alike, 100) <= MOST
