"""Examples of fields."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.catalogue.field_example import field_example, sample
from podbuilder.kube.catalogue.spec import FieldSpec, Union


def field(type: str, **about: Any) -> FieldSpec:
    return FieldSpec("a", "a", type, **about)


SAMPLES = {
    "a default": (field("integer", default=3, placeholder="5"), 3),
    "a default that says no": (field("boolean", default=False), False),
    "the first choice that is one": (field("string", choices=("", "Always")), "Always"),
    "only an empty choice": (field("string", choices=("",)), "a"),
    "true": (field("boolean"), True),
    "a number that a control proposes": (field("integer", placeholder="8080"), 8080),
    "no number proposed": (field("integer", placeholder="soon"), 1),
    "the least that it may be": (field("integer", minimum=5), 5),
    "a number or a name": (field("int-or-string", placeholder="80"), 80),
    "a name rather than a number": (field("int-or-string", placeholder="http"), "http"),
    "an amount": (field("quantity"), "500m"),
    "a text": (field("string", placeholder="nginx"), "nginx"),
    "a list": (field("list", item=field("string")), ["a"]),
    "a map": (field("map", item=field("string")), {"key": "a"}),
    "an object without fields": (field("object"), {}),
    "the first plain field": (
        field("object", fields={"b": field("object"), "c": field("string"), "d": field("string")}),
        {"c": "a"},
    ),
    "what it must have": (
        field("object", fields={"b": field("string", required=True), "c": field("string")}),
        {"b": "a"},
    ),
    "one of a union": (
        field("object", fields={"b": field("string"), "c": field("string")}, unions=(Union("u", ("c", "b")),)),
        {"c": "a"},
    ),
    "a union of which none is needed": (
        field("object", fields={"b": field("string"), "c": field("string")}, unions=(Union("u", ("c",), False),)),
        {"b": "a"},
    ),
}


@pytest.mark.parametrize("case", SAMPLES)
def test_a_value(case: str) -> None:
    spec, expected = SAMPLES[case]
    assert sample(spec) == expected


def test_objects_in_objects_come_to_an_end() -> None:
    inner = field("string")
    for _ in range(6):
        inner = field("object", fields={"a": FieldSpec("a", "a", inner.type, fields=inner.fields, required=True)})
    assert sample(inner) == {"a": {"a": {"a": {}}}}


def test_the_way_to_a_field() -> None:
    top = FieldSpec("spec", "spec", "object")
    many = FieldSpec("spec.many", "many", "list", item=field("object"))
    named = FieldSpec("spec.many[].named", "named", "map", item=field("object"))
    last = FieldSpec("spec.many[].named[*].last", "last", "boolean")
    assert field_example([]) == {}
    assert field_example([top]) == {"spec": {}}
    assert field_example([top, many, named, last]) == {"spec": {"many": [{"named": {"key": {"last": True}}}]}}
