"""Documents are read and changed, and never changed in place."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from podbuilder.kube.core import document
from podbuilder.kube.core.document import Path
from podbuilder.kube.core.field import ROOT, FieldPath

NODE: dict[str, Any] = {"a": {"b": [1, {"c": None}]}, "": 0}

VALUES: dict[str, tuple[Path, Any, bool]] = {
    "the whole": ((), NODE, True),
    "a field": (("a", "b", 0), 1, True),
    "an explicit null": (("a", "b", 1, "c"), None, True),
    "an empty key": (("",), 0, True),
    "a missing field": (("a", "x"), "default", False),
    "a missing item": (("a", "b", 2), "default", False),
    "an item before the first": (("a", "b", -1), "default", False),
    "an index of a mapping": (("a", 0), "default", False),
    "a name of a list": (("a", "b", "c"), "default", False),
    "a boolean as an index": (("a", "b", True), "default", False),
    "below a scalar": (("a", "b", 0, "x"), "default", False),
    "below null": (("a", "b", 1, "c", "x"), "default", False),
}


@pytest.mark.parametrize(("path", "value", "is_there"), VALUES.values(), ids=VALUES)
def test_get_and_has(path: Path, value: Any, is_there: bool) -> None:
    assert document.get(NODE, path, "default") == value
    assert document.has(NODE, path) is is_there


def test_listed() -> None:
    assert document.listed(NODE, ("a", "b")) == [1, {"c": None}]
    assert document.listed({"spec": {"containers": [{}, "odd"]}}, ("spec", "containers"))[-1] == "odd"
    assert document.listed(NODE, ("a",)) == document.listed(NODE, ("x",)) == []


def test_mapping_at() -> None:
    assert document.mapping_at({"a": {"b": 1}}, ("a",)) == {"b": 1}
    assert document.mapping_at(NODE, ("a", "b")) == document.mapping_at(NODE, ("x",)) == {}


def test_get_without_a_default() -> None:
    assert document.get(NODE, ("x",)) is None


ASSIGNED: dict[str, tuple[Any, Path, Any, Any]] = {
    "the whole": ({"a": 1}, (), 2, 2),
    "a field": ({"a": 1, "b": 2}, ("a",), 3, {"a": 3, "b": 2}),
    "a new field": ({"a": 1}, ("b",), 2, {"a": 1, "b": 2}),
    "missing parents": ({}, ("a", 0, "b"), 1, {"a": [{"b": 1}]}),
    "below null": ({"a": None}, ("a", "b"), 1, {"a": {"b": 1}}),
    "below a scalar": ({"a": 1}, ("a", "b"), 2, {"a": {"b": 2}}),
    "a list where a mapping was": ({"a": {"x": 1}}, ("a", 0), 2, {"a": [2]}),
    "an item": ([1, 2, 3], (1,), 0, [1, 0, 3]),
    "an item at the end": ([1, 2], (2,), 3, [1, 2, 3]),
}


@pytest.mark.parametrize(("node", "path", "value", "expected"), ASSIGNED.values(), ids=ASSIGNED)
def test_assign(node: Any, path: Path, value: Any, expected: Any) -> None:
    before = deepcopy(node)
    assert document.assign(node, path, value) == expected
    assert node == before


def test_an_index_beyond_the_end_is_a_programmers_mistake() -> None:
    with pytest.raises(IndexError):
        document.assign([1], (2,), 0)


def test_what_does_not_change_is_shared() -> None:
    changed = document.assign(NODE, ("x",), 1)
    assert changed["a"] is NODE["a"]


INSERTED: dict[str, tuple[Any, Path, Any]] = {
    "before an item": ({"l": [1, 2]}, ("l", 1), {"l": [1, 0, 2]}),
    "at the beginning": ({"l": [1]}, ("l", 0), {"l": [0, 1]}),
    "at the end": ({"l": [1]}, ("l", 1), {"l": [1, 0]}),
    "into a missing list": ({}, ("l", 0), {"l": [0]}),
    "into what is no list": ({"l": {"x": 1}}, ("l", 0), {"l": [0]}),
    "into the root": ([1], (0,), [0, 1]),
}


@pytest.mark.parametrize(("node", "path", "expected"), INSERTED.values(), ids=INSERTED)
def test_insert(node: Any, path: Path, expected: Any) -> None:
    before = deepcopy(node)
    assert document.insert(node, path, 0) == expected
    assert node == before


REMOVED: dict[str, tuple[Path, Any]] = {
    "a field": (("a", "b", 1, "c"), {"a": {"b": [1, {}]}, "": 0}),
    "an item": (("a", "b", 0), {"a": {"b": [{"c": None}]}, "": 0}),
    "a mapping": (("a",), {"": 0}),
}


@pytest.mark.parametrize(("path", "expected"), REMOVED.values(), ids=REMOVED)
def test_remove(path: Path, expected: Any) -> None:
    before = deepcopy(NODE)
    assert document.remove(NODE, path) == expected
    assert before == NODE


@pytest.mark.parametrize("path", [(), ("x",), ("a", "b", 2), ("a", "b", 0, "c")], ids=str)
def test_without_anything_to_remove_it_is_the_same_node(path: Path) -> None:
    assert document.remove(NODE, path) is NODE


def test_walk_goes_from_outside_to_inside_in_order() -> None:
    node = {"a": [1, {"b": 2}], "c": {}}
    found = [(str(path), value) for path, value in document.walk(node)]
    assert found == [("", node), ("a", node["a"]), ("a[0]", 1), ("a[1]", {"b": 2}), ("a[1].b", 2), ("c", {})]
    assert next(document.walk(7, ROOT.child("x"))) == (("x",), 7)


POD = {"spec": {"a": {"b": {"c": 1}}, "d": [{"e": 1}], "f": {"g": 1, "h": 2}}}

EMPTIED = {
    "it has a neighbour": (("spec", "f", "g"), "spec.f.g"),
    "it is alone": (("spec", "a", "b"), "spec.a"),
    "what is around it is alone, too": (("spec", "a", "b", "c"), "spec.a"),
    "a list and its item": (("spec", "d", 0, "e"), "spec.d"),
    "a whole list": (("spec", "d"), "spec.d"),
    "all there is": (("spec",), "spec"),
}


@pytest.mark.parametrize("case", EMPTIED)
def test_what_goes_with_a_removal(case: str) -> None:
    path, expected = EMPTIED[case]
    assert str(document.outermost_emptied(POD, FieldPath(path), lambda _: True)) == expected


def test_what_may_not_go_ends_the_search() -> None:
    path = FieldPath(("spec", "a", "b", "c"))
    assert document.outermost_emptied(POD, path, lambda emptied: emptied[-1] != "a") == ("spec", "a", "b")
    assert document.outermost_emptied(POD, path, lambda emptied: emptied[-1] == "a") == path
