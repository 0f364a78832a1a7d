"""What a field can hold, in words."""

from __future__ import annotations

import pytest

from podbuilder.kube.catalogue import load
from podbuilder.kube.catalogue.field_words import bounds_of, type_of
from podbuilder.kube.catalogue.spec import FieldSpec

TYPES = {
    "spec.hostNetwork": "true or false",
    "spec.containers": "list of Container",
    "spec.containers[0].command": "list of text",
    "spec.containers[0].resources.limits": "map of amount, such as 500m or 2Gi",
    "spec.containers[0].livenessProbe": "Probe",
    "spec.containers[0].livenessProbe.httpGet.port": "number or name",
}
BOUNDS = {
    (None, None): "",
    (1, None): "1 or more",
    (None, 5): "5 or less",
    (0, 65535): "0 to 65535",
}


@pytest.mark.parametrize("path", TYPES)
def test_types(path: str) -> None:
    fields = load("1.36")
    spec = fields.field(fields.resolve(path))
    assert spec is not None
    assert type_of(spec) == TYPES[path]


@pytest.mark.parametrize("case", BOUNDS)
def test_bounds(case: tuple[int | None, int | None]) -> None:
    spec = FieldSpec("a", "a", "integer", minimum=case[0], maximum=case[1])
    assert bounds_of(spec) == BOUNDS[case]


def test_bounds_are_written_as_asked() -> None:
    assert bounds_of(FieldSpec("a", "a", "integer", minimum=8, maximum=64), oct) == "0o10 to 0o100"
