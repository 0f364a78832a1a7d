"""What an edit does to a document, and when it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext.edits import Edit, EditRefused, meaning, normal, same, steps
from podbuilder.kube.yamltext.scalars import Octal
from tests.support.pods import path_of

DOCUMENT: dict[str, Any] = {"a": {"b": 1, "c": None}, "l": [{"n": 1}, {"n": 2}, {"n": 3}], "t": "x", "f": True, "i": 7}


def edit(op: Any, at: str, value: Any = None, to: Any = None) -> Edit:
    return Edit(op, path_of(at), value, to)


MEANINGS: dict[str, tuple[Edit, dict[str, Any]]] = {
    "a value set": (edit("set", "a.b", 2), {"a": {"b": 2, "c": None}}),
    "a value set where nothing was": (edit("set", "x.y[0].z", 1), {"x": {"y": [{"z": 1}]}}),
    "a value set below null": (edit("set", "a.c.d", 1), {"a": {"b": 1, "c": {"d": 1}}}),
    "an item set": (edit("set", "l[1]", 0), {"l": [{"n": 1}, 0, {"n": 3}]}),
    "an item appended": (edit("set", "l[3]", 0), {"l": [*DOCUMENT["l"], 0]}),
    "a value removed": (edit("remove", "a.b"), {"a": {"c": None}}),
    "nothing to remove": (edit("remove", "a.x.y"), {}),
    "an item inserted": (edit("insert", "l[1]", 0), {"l": [{"n": 1}, 0, {"n": 2}, {"n": 3}]}),
    "an item inserted at the end": (edit("insert", "l[3]", 0), {"l": [*DOCUMENT["l"], 0]}),
    "an item inserted where no list was": (edit("insert", "x[0]", 0), {"x": [0]}),
    "an item moved on": (edit("move", "l[0]", to=2), {"l": [{"n": 2}, {"n": 3}, {"n": 1}]}),
    "an item moved back": (edit("move", "l[2]", to=0), {"l": [{"n": 3}, {"n": 1}, {"n": 2}]}),
    "a key renamed": (edit("rename", "a.b", to="x"), {"a": {"x": 1, "c": None}}),
    "a key renamed to itself": (edit("rename", "a.b", to="b"), {}),
    "a comment": (edit("comment", "a.b", "why"), {}),
}


@pytest.mark.parametrize(("change", "differs"), MEANINGS.values(), ids=MEANINGS)
def test_meaning(change: Edit, differs: dict[str, Any]) -> None:
    before = repr(DOCUMENT)
    assert meaning(DOCUMENT, change) == {**DOCUMENT, **differs}
    assert repr(DOCUMENT) == before


def test_a_renamed_key_stays_in_its_place() -> None:
    assert list(meaning({"a": 1, "b": 2, "c": 3}, edit("rename", "b", to="x"))) == ["a", "x", "c"]


REFUSED = {
    "the whole document": (edit("set", "", {}), "name a field"),
    "too deep": (Edit("set", path_of("a" + ".a" * 100)), "nested 100 deep"),
    "an index of a mapping": (edit("set", "a[0]", 1), "a is a mapping, not a list, so it has no item 0"),
    "an index of a text": (edit("set", "t[0]", 1), "t is text, not a list"),
    "an index of a boolean": (edit("set", "f[0]", 1), "f is a boolean, not a list"),
    "an index of a number": (edit("set", "i[0]", 1), "i is a number, not a list"),
    "an index too large": (edit("set", "l[4]", 1), "l has 3 items, so item 4 cannot be set"),
    "an index too large of nothing": (edit("set", "x[1]", 1), "x has 0 items, so item 1 cannot be set"),
    "an index below zero": (Edit("set", path_of("l").index(-1), 1), "item -1 cannot be set"),
    "a field of a list": (edit("set", "l.x", 1), "l is a list, not a mapping, so it has no field “x”"),
    "a field of a text": (edit("set", "t.x", 1), "t is text, not a mapping"),
    "an insertion at a field": (edit("insert", "l", 1), "does not end in an index"),
    "an insertion too far": (edit("insert", "l[4]", 1), "cannot be set"),
    "nothing to move": (edit("move", "l[3]", to=0), r"There is no list item l\[3\] to move"),
    "a field moved": (edit("move", "a.b", to=0), "There is no list item a.b to move"),
    "moved too far": (edit("move", "l[0]", to=3), r"cannot move to place 3: the list has places 0 to 2"),
    "moved before the first": (edit("move", "l[0]", to=-1), "cannot move to place -1"),
    "moved to no place": (edit("move", "l[0]"), "cannot move to place None"),
    "nothing to rename": (edit("rename", "a.x", to="y"), "There is no key a.x to rename"),
    "an item renamed": (edit("rename", "l[0]", to="y"), r"There is no key l\[0\] to rename"),
    "renamed to no text": (edit("rename", "a.b", to=1), "a.b needs text as its new name"),
    "renamed to a key that is there": (edit("rename", "a.b", to="c"), "there is such a key already"),
    "a comment on nothing": (edit("comment", "a.x", "why"), "There is no a.x to comment on"),
}


@pytest.mark.parametrize(("change", "words"), REFUSED.values(), ids=REFUSED)
def test_edits_that_are_refused(change: Edit, words: str) -> None:
    with pytest.raises(EditRefused, match=words):
        meaning(DOCUMENT, change)


def test_a_text_at_the_root_has_no_field() -> None:
    with pytest.raises(EditRefused, match="The document is text, not a mapping"):
        meaning("text", edit("set", "a", 1))


NORMAL = {
    "a text": ("é", "é"),
    "a whole float": (2.0, 2),
    "a fraction": (0.5, 0.5),
    "what is inside": ({"a": [1.0, {"b": None}]}, {"a": [1, {"b": None}]}),
}


@pytest.mark.parametrize(("value", "expected"), NORMAL.values(), ids=NORMAL)
def test_normal(value: Any, expected: Any) -> None:
    assert same(normal(value), expected)


ABNORMAL = {
    "infinity": (float("inf"), "cannot express infinity"),
    "half a pair": ("\ud800", "half a surrogate pair"),
    "a key that is no text": ({1: 2}, "must be text"),
    "another type": ({1}, "a value of the type set"),
}


@pytest.mark.parametrize(("value", "words"), ABNORMAL.values(), ids=ABNORMAL)
def test_what_has_no_normal_form(value: Any, words: str) -> None:
    with pytest.raises(EditRefused, match=words):
        normal([value])


def test_how_deep_a_value_may_be() -> None:
    value: Any = 1
    for _ in range(100):
        value = [value]
    assert normal(value) == value
    with pytest.raises(EditRefused, match="more than 100 deep"):
        normal([value])


SAME = {
    "equal texts": ("a", "a", True),
    "equal in another order": ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
    "a mode and its number": (Octal(420), 420, True),
    "other texts": ("a", "b", False),
    "a boolean and a number": (True, 1, False),
    "a number and a fraction": (1, 1.0, False),
    "null and nothing": (None, "", False),
    "a key more": ({"a": 1}, {"a": 1, "b": None}, False),
    "another key": ({"a": None}, {"b": None}, False),
    "an item more": ([1], [1, 2], False),
    "another item": ([1, [2]], [1, [True]], False),
}


@pytest.mark.parametrize(("one", "other", "is_same"), SAME.values(), ids=SAME)
def test_same(one: Any, other: Any, is_same: bool) -> None:
    assert same(one, other) is is_same
    assert same(other, one) is is_same


# What a `set` of the whole list or mapping at `a` comes down to.
STEPS: dict[str, tuple[Any, Any, list[Edit]]] = {
    "nothing": ({"x": 1}, {"x": 1}, []),
    "one field": ({"x": 1, "y": 2}, {"x": 1, "y": 3}, [edit("set", "a.y", 3)]),
    "a field more and a field less": (
        {"x": 1, "y": 2},
        {"x": 1, "z": 3},
        [edit("remove", "a.y"), edit("set", "a.z", 3)],
    ),
    "nothing in common": ({"x": 1}, {"y": 1}, [edit("set", "a", {"y": 1})]),
    "an item more at the end": ([1, 2], [1, 2, 3], [edit("insert", "a[2]", 3)]),
    "the last item once more": ([1, 2], [1, 2, 2], [edit("insert", "a[2]", 2)]),
    "an item more at the beginning": ([1, 2], [0, 1, 2], [edit("insert", "a[0]", 0)]),
    "items less": ([1, 2, 3, 4], [1, 4], [edit("remove", "a[2]"), edit("remove", "a[1]")]),
    "an item changed": ([1, {"x": 1, "y": 2}, 3], [1, {"x": 1, "y": 0}, 3], [edit("set", "a[1].y", 0)]),
    "an item changed and one more": ([1, 2], [0, 2, 3], [edit("set", "a[0]", 0), edit("insert", "a[2]", 3)]),
    "an empty list filled": ([], [1], [edit("set", "a", [1])]),
    "another type": ({"x": 1}, [1], [edit("set", "a", [1])]),
}


@pytest.mark.parametrize(("old", "new", "expected"), STEPS.values(), ids=STEPS)
def test_steps(old: Any, new: Any, expected: list[Edit]) -> None:
    found = steps({"a": old}, edit("set", "a", new))
    document: Any = {"a": old}
    for step in found:
        document = meaning(document, step)
    assert same(document, {"a": new})
    assert found == expected


def test_too_many_steps_are_one() -> None:
    old, new = ({f"k{i}": i + d for i in range(26)} | {"same": 1} for d in (0, 1))
    assert len(steps({"a": old}, edit("set", "a", {**new, "k0": 0}))) == 25
    whole = edit("set", "a", new)
    assert steps({"a": old}, whole) == [whole]


def test_only_a_collection_has_steps() -> None:
    for whole in (edit("set", "a", 1), edit("remove", "a"), edit("insert", "a[0]", {"x": 1})):
        assert steps({"a": {"x": 1}}, whole) == [whole]
