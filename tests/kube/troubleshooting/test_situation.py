"""What fixes are made from."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import insert_, set_
from podbuilder.kube.troubleshooting.situation import Situation, appended, doubled, own_volume

FIRST = FieldPath(("spec", "containers", 0))
DOUBLED = {
    "nothing": (None, "", ""),
    "no amount": ("much", "", ""),
    "an amount": ("128Mi", "", "256Mi"),
    "a number": (1, "", "2"),
    "less than the least": ("1Mi", "8Mi", "8Mi"),
    "more than the least": ("8Mi", "8Mi", "16Mi"),
}


@pytest.mark.parametrize(("amount", "least", "twice"), DOUBLED.values(), ids=DOUBLED)
def test_twice_an_amount(amount: Any, least: str, twice: str) -> None:
    assert doubled(amount, least) == twice


def test_an_item_at_the_end_of_a_list() -> None:
    path = FieldPath(("spec", "tolerations"))
    assert appended({}, path, 1) == set_(path, [1])
    assert appended({"spec": {"tolerations": [{}]}}, path, 1) == insert_(path.index(1), 1)


def test_a_volume_has_a_name_of_its_own() -> None:
    pod = {"spec": {"volumes": [{"name": "scratch"}, 7]}}
    volume, mount = own_volume(pod, FIRST, "scratch", "/data")
    assert volume.value == {"name": "scratch-2", "emptyDir": {}}
    assert mount.value == [{"name": "scratch-2", "mountPath": "/data"}]


def test_the_container_of_a_field() -> None:
    pod = {"spec": {"initContainers": [{}], "containers": [{"command": ["till", 7]}]}}
    assert Situation("", FieldPath(("spec", "volumes", 0)), "", pod).container == FIRST
    assert Situation("", FieldPath(("spec", "initContainers", 0, "image")), "", pod).container == FIRST.__class__(
        ("spec", "initContainers", 0)
    )
    assert Situation("", FIRST, "", pod).words("command") == ["till"]


def test_an_amount_that_has_changed_since_the_paste() -> None:
    path = FieldPath(("memory",))
    assert Situation("", FIRST, "", {"memory": "1Gi"}).is_as_told(path)
    assert Situation("", FIRST, "", {"memory": "1Gi"}, frozenset({"1Gi"})).is_as_told(path)
    assert not Situation("", FIRST, "", {"memory": "2Gi"}, frozenset({"1Gi"})).is_as_told(path)
