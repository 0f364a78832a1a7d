"""Items of lists are known by their names, where they have any."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import versions
from podbuilder.kube.manifest.list_map_keys import inner_spec, item_names, root_spec


def spec_of(*path: str | int, kind: str = "Pod") -> FieldSpec | None:
    spec = root_spec({"kind": kind}, versions.DEFAULT)
    for part in path:
        spec = inner_spec(spec, part)
    return spec


@pytest.mark.parametrize(
    ("path", "items", "expected"),
    [
        (("spec", "containers"), [{"name": "a"}, {"name": "b"}], ["a", "b"]),
        (("spec", "containers"), [], []),
        (("spec", "containers"), [{"name": "a"}, {"name": "a"}], None),
        (("spec", "containers"), [{"name": "a"}, {"image": "b"}], None),
        (("spec", "containers"), [{"name": True}], None),
        (("spec", "containers"), ["a"], None),
        (("spec", "containers", 0, "ports"), [{"containerPort": 53}], ["53"]),
        (("spec", "containers", 0, "ports"), [{"containerPort": 53, "protocol": "TCP"}], ["53"]),
        (("spec", "containers", 0, "ports"), [{"containerPort": 53, "protocol": "UDP"}], ["53/UDP"]),
        (("spec", "topologySpreadConstraints"), [{"topologyKey": "zone"}], ["zone"]),
        (("spec", "tolerations"), [{"key": "a"}], None),
        (("unheard", "of"), [{"name": "a"}], ["a"]),
    ],
)
def test_names(path: tuple[str | int, ...], items: list[Any], expected: list[str] | None) -> None:
    assert item_names(items, spec_of(*path)) == expected


def test_what_the_catalogue_does_not_know() -> None:
    assert root_spec({"kind": "Rollout"}, versions.DEFAULT) is None
    assert root_spec({"kind": 1}, versions.DEFAULT) is None
    assert spec_of("metadata", "labels", "app") is not None
    assert spec_of("spec", "replicas", kind="Deployment") is not None
