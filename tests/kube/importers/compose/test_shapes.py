"""The shapes of schemas/compose.yaml: every word in it is known, and is used."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.importers.compose.form_table import COLLECTIONS, INDIVISIBLE, ITEMS, MAPPINGS, TYPES, VALUES
from podbuilder.kube.importers.compose.shapes import SCALARS, ValueShape, file_shape


def shapes(shape: ValueShape) -> Iterator[ValueShape]:
    """A shape and all within it."""
    yield shape
    for inner in (shape.item, shape.entries):
        if inner is not None:
            yield from shapes(inner)


def all_shapes() -> list[ValueShape]:
    fields = [shape for known in file_shape().types.values() for shape in known.fields.values()]
    return [inner for shape in fields for inner in shapes(shape)]


def test_every_type_is_known_and_used() -> None:
    assert {shape.type_name for shape in all_shapes()} - {""} == set(file_shape().types) - {"file"}


def test_every_form_has_its_function_and_is_used() -> None:
    forms = set(yaml.safe_load((data_folder("schemas") / "compose.yaml").read_text(encoding="utf-8"))["forms"])
    assert {shape.form for shape in all_shapes()} - {""} == forms
    # These are told by their types alone.
    assert forms - {*VALUES, *COLLECTIONS, *ITEMS} == {"external", "ulimits"}
    assert {*VALUES, *COLLECTIONS, *ITEMS, *INDIVISIBLE, *MAPPINGS} <= forms
    assert set(TYPES) <= set(file_shape().types)


def test_alternatives_and_brackets() -> None:
    service = file_shape().types["service"].fields
    assert service["hostname"] == ValueShape(scalars={"text"})
    assert service["cgroup"].choices == ("host", "private")
    assert service["command"].scalars == {"text", "null"}
    assert service["cap_add"].is_unique
    assert service["ports"].item is not None
    assert (service["ports"].item.scalars, service["ports"].item.type_name) == ({"number"}, "port")
    assert service["networks"].entries is not None
    assert (service["networks"].has_names, service["networks"].entries.type_name) == (True, "service_network")
    assert service["labels"].entries is not None
    assert not service["labels"].has_names
    assert file_shape().types["dependency"].needed == ("condition",)


def test_scalars_are_known() -> None:
    assert {name for shape in all_shapes() for name in shape.scalars} == SCALARS
