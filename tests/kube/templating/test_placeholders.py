"""Where placeholders stand in a document, and what they become."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.templating.placeholders import MOST_PLACEHOLDERS, Use, filled, keys, uses
from tests.support.pods import path_of

# A document, and of each value with a placeholder: its path, the names in it, and whether one stands alone.
DOCUMENTS: dict[str, tuple[Any, list[tuple[str, tuple[str, ...], bool]]]] = {
    "nothing": (None, []),
    "no placeholder": ({"a": "x", "b": [1, True, None, "<param>"]}, []),
    "a key": ({"<param:a>": "x"}, []),
    "alone": ({"a": "<param:x>"}, [("a", ("x",), True)]),
    "in a longer text": ({"a": "v<param:x>"}, [("a", ("x",), False)]),
    "two in a text": ({"a": "<param:x>-<param:y>"}, [("a", ("x", "y"), False)]),
    "escaped": ({"a": "<param::x>"}, [("a", (), False)]),
    "in lists and maps": (
        {"a": [{"b": "<param:x>"}, "<param:y>"], "c": {"d": "<param:z>"}},
        [("a[0].b", ("x",), True), ("a[1]", ("y",), True), ("c.d", ("z",), True)],
    ),
}


@pytest.mark.parametrize(("document", "found"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_where_they_stand(document: Any, found: list[tuple[str, tuple[str, ...], bool]]) -> None:
    assert [(str(use.path), use.names, use.is_alone) for use in uses(document)] == found


def test_a_use_has_its_text() -> None:
    assert uses({"a": "v<param:x>"}) == [Use(FieldPath(("a",)), "v<param:x>", ("x",), False)]


def test_two_thousand_are_enough() -> None:
    assert MOST_PLACEHOLDERS == 2000
    assert len(uses(["<param:x>"] * 2000)) == 2000
    with pytest.raises(ManifestError, match="At most 2,000 placeholders"):
        uses(["<param:x>"] * 2001)


KEYS: dict[str, tuple[Any, list[str]]] = {
    "nothing": ("<param:x>", []),
    "a value": ({"a": "<param:x>"}, []),
    "a key": ({"<param:x>": 1}, ["[<param:x>]"]),
    "an escaped key": ({"<param::x>": 1}, ["[<param::x>]"]),
    "a key inside others": ({"a": [{"b": {"x<param:x>": 1}}]}, ["a[0].b[x<param:x>]"]),
    "a key below such a key": ({"<param:x>": {"<param:y>": 1, "z": 2}}, 2),
    "a key that is no text": ({1: {"a": 2}}, []),
}


@pytest.mark.parametrize(("document", "found"), KEYS.values(), ids=KEYS)
def test_keys_are_told_apart(document: Any, found: list[str] | int) -> None:
    paths = keys(document)
    assert (len(paths) if isinstance(found, int) else [str(path) for path in paths]) == found


IMAGE, PORT = "spec.containers[0].image", "spec.containers[0].ports[0].containerPort"
# Where it stands, its text, the values there are, and what it becomes.
FILLED: dict[str, tuple[str, str, dict[str, Any], Any]] = {
    "a value that is not there": (IMAGE, "<param:x>", {"y": "z"}, "<param:x>"),
    "a text alone": (IMAGE, "<param:x>", {"x": "nginx"}, "nginx"),
    "a number in a field of text": (IMAGE, "<param:x>", {"x": 1}, "1"),
    "yes in a field of text": (IMAGE, "<param:x>", {"x": True}, "true"),
    "a number in a field of numbers": (PORT, "<param:x>", {"x": 80}, 80),
    "a number in a field nobody knows": ("spec.odd", "<param:x>", {"x": 80}, 80),
    "a number in a longer text": (PORT, "8<param:x>", {"x": 80}, "880"),
    "one of two": (IMAGE, "<param:x>:<param:y>", {"x": "nginx"}, "nginx:<param:y>"),
    "an escaped one": (IMAGE, "<param::x>", {"x": "nginx"}, "<param:x>"),
}


@pytest.mark.parametrize(("at", "text", "values", "becomes"), FILLED.values(), ids=FILLED)
def test_what_they_become(at: str, text: str, values: dict[str, Any], becomes: Any) -> None:
    (use,) = (Use(path_of(at), one.text, one.names, one.is_alone) for one in uses([text]))
    assert filled(use, values, catalogue.load("1.36")) == becomes
    assert type(filled(use, values, catalogue.load("1.36"))) is type(becomes)


def test_of_an_unknown_kind_a_value_keeps_its_type() -> None:
    (use,) = uses({"spec": {"image": "<param:x>"}})
    assert filled(use, {"x": 1}, None) == 1
