"""What the catalogue says about one field, without a catalogue."""

from __future__ import annotations

import pytest

from podbuilder.kube.catalogue.spec import SCALARS, TYPES, FieldSpec, Union


def test_scalars() -> None:
    assert {"object", "list", "map"} == set(TYPES) - SCALARS


@pytest.mark.parametrize("kind", TYPES)
def test_a_field_of_each_type(kind: str) -> None:
    assert FieldSpec("spec.x", "x", kind).is_scalar is (kind not in ("object", "list", "map"))


def test_what_a_field_is_unless_it_says_otherwise() -> None:
    spec = FieldSpec("spec.x", "x", "string")
    assert (spec.choices, spec.keys, spec.unions, dict(spec.fields), dict(spec.choice_help)) == ((), (), (), {}, {})
    assert (spec.minimum, spec.maximum, spec.default, spec.item, spec.until) == (None,) * 5
    assert (spec.required, spec.presence, spec.multiline) == (False,) * 3
    assert (spec.doc, spec.label, spec.unit, spec.format, spec.union, spec.since) == ("",) * 6


def test_two_fields_are_never_equal() -> None:
    """Fields are keys of dictionaries, and a tree of them is not compared as a whole."""
    assert FieldSpec("spec.x", "x", "string") != FieldSpec("spec.x", "x", "string")


def test_a_union_needs_one_of_its_branches() -> None:
    assert Union("source", ("a", "b")).required
