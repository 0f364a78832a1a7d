"""Any edit on any text either is made exactly, or is refused in words; and what it does not concern stays."""

from __future__ import annotations

import difflib
from random import Random
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import patch
from podbuilder.kube.yamltext.edits import Edit, EditRefused, meaning, normal, same
from podbuilder.kube.yamltext.patch import set_all
from tests.kube.yamltext.authors import Author, written
from tests.kube.yamltext.documents import everyday, plain_scalars
from tests.kube.yamltext.readers import equal, yaml11
from tests.support.pods import path_of
from tests.support.yaml_trees import edited, tree_of

seeds = st.integers(0, 10**6)


def moved_lines(old: str, new: str) -> tuple[int, int]:
    removed = added = 0
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            removed, added = removed + i2 - i1, added + j2 - j1
    return removed, added


def paths(value: Any, path: FieldPath = FieldPath()) -> list[tuple[FieldPath, Any]]:  # noqa: B008 - immutable
    found = [(path, value)] if path else []
    if isinstance(value, dict):
        for key, item in value.items():
            found += paths(item, path.child(key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            found += paths(item, path.index(i))
    return found


def some_edit(document: Any, value: Any, seed: int) -> Edit:
    """An edit that makes sense on this document."""
    random = Random(seed)
    path, old = random.choice(paths(document))
    holder, last = path.parent, path[-1]
    ops = ["set", "remove", "set below"]
    ops += ["insert", "move", "move"] if isinstance(last, int) else ["rename"]
    op = random.choice(ops)
    if op == "set below" and isinstance(old, dict | None):
        return Edit("set", path.child("fresh", "deeper"), value)
    if op == "set below" and isinstance(old, list):
        return Edit("set", path.index(len(old)), value)
    if op == "insert":
        return Edit("insert", path, value)
    if op == "move":
        length = 1 + max(p[-1] for p, _ in paths(document) if len(p) == len(path) and p.parent == holder)
        return Edit("move", path, to=random.randrange(length))
    if op == "rename":
        return Edit("rename", path, to="renamed")
    return Edit("remove", path) if op == "remove" else Edit("set", path, value)


@given(everyday, st.one_of(plain_scalars, everyday, st.lists(plain_scalars, max_size=3)), seeds)
def test_an_edit_means_what_it_says(document: Any, value: Any, seed: int) -> None:
    text = written(document, seed)
    assert equal(yaml11(text), document), text
    edit = some_edit(document, normal(value), seed)
    new = edited(text, edit)
    want = meaning(tree_of(text).root.value, edit)
    assert same(tree_of(new).root.value, want), new
    assert equal(yaml11(new), want), new
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    assert ("\t" in new) <= ("\t" in text)


@given(everyday, plain_scalars, seeds)
def test_the_rest_stays_as_it_is(document: Any, value: Any, seed: int) -> None:
    text = written(document, seed)
    if "{" in text or "[" in text or "null" in text:
        return
    edit = some_edit(document, value, seed)
    old = next((v for p, v in paths(document) if p == edit.path), None)
    new = edited(text, edit)
    removed, added = moved_lines(text, new)
    exists = any(p == edit.path for p, _ in paths(document))
    one_line = not isinstance(old, dict | list) and not (isinstance(old, str) and "\n" in old)
    if edit.op == "set" and exists and one_line:
        assert (removed, added) in ((0, 0), (1, 1)), f"{edit}\n{text}\n{new}"
    elif edit.op == "insert" or (edit.op == "set" and not exists):
        # Behind another dash the first item can only make room by moving to a line of its own.
        assert removed <= ("- - " in text.replace("-   -", "- -")), f"{edit}\n{text}\n{new}"
        assert added > removed
    elif edit.op == "rename":
        assert (removed, added) == (1, 1), f"{edit}\n{text}\n{new}"
    elif edit.op == "remove":
        assert added <= 1, f"{edit}\n{text}\n{new}"
    if edit.op == "move":
        assert sorted(text.split()) == sorted(new.split()), f"{edit}\n{text}\n{new}"
    if "# A licence" in text:
        assert new.splitlines()[0].startswith("# A licence")


@given(everyday, st.one_of(plain_scalars, everyday), seeds)
def test_an_edit_reaches_no_alias(document: Any, value: Any, seed: int) -> None:
    text = Author(Random(seed), anchors=True).text(document)
    assert equal(yaml11(text), document), text
    edit = some_edit(document, normal(value), seed)
    new = edited(text, edit)
    want = meaning(tree_of(text).root.value, edit)
    assert same(tree_of(new).root.value, want), new
    assert equal(yaml11(new), want), new


@given(everyday, seeds)
def test_no_change_changes_nothing(document: Any, seed: int) -> None:
    text = written(document, seed)
    path, value = Random(seed).choice(paths(document))
    assert edited(text, Edit("set", path, value)) == text
    assert (
        edited(text, Edit("remove", path.child("no", "such") if isinstance(value, dict) else FieldPath(("no",))))
        == text
    )


@pytest.mark.parametrize("seed", range(3))
def test_an_author_says_what_is_meant(seed: int) -> None:
    document = {"a": [{"b": "x\ny\n"}, None], "c": {"d": []}}
    assert equal(yaml11(written(document, seed)), document)


def test_no_edit_of_nothing() -> None:
    with pytest.raises(EditRefused):
        meaning({}, Edit("set", FieldPath(), 1))


SHARED = "a: &x\n  b: 1\nc: *x\n"
SET_ALL = {
    "nothing": ("a: 1 # why\n", {}, "a: 1 # why\n"),
    "one value": ("a: 1 # why\nb: 2\n", {"a": 3}, "a: 3 # why\nb: 2\n"),
    "values in any order": ("a: 1\nb: [x, 'y']\n", {"b[1]": "z", "a": 2}, "a: 2\nb: [x, 'z']\n"),
    "values of other lengths": ("a: 1\nb: 2\n", {"a": "a long text", "b": 3}, "a: a long text\nb: 3\n"),
    "a value that is shared": (SHARED, {"a.b": 2}, "a:\n  b: 2\nc:\n  b: 1\n"),
    "lines into a text that ends in blanks": (
        "a:\n  b:\n  - x\n  ",
        {"a.b[1]": "c\nd\n"},
        "a:\n  b:\n  - x\n  - |\n    c\n    d\n  ",
    ),
    "lines at the end of a text that ends in blanks": (
        "a:\n  b:\n  - x\n  ",
        {"a.b[0]": "c\nd"},
        "a:\n  b:\n  - |-\n    c\n    d\n  ",
    ),
}


@pytest.mark.parametrize(("text", "values", "after"), SET_ALL.values(), ids=SET_ALL)
def test_set_all(text: str, values: dict[str, object], after: str) -> None:
    tree = set_all(tree_of(text), 0, {path_of(path): value for path, value in values.items()})
    assert tree.text == after


def test_a_text_that_would_become_too_long() -> None:
    with pytest.raises(EditRefused, match="longer than 1 MiB"):
        set_all(tree_of("a: 1\n"), 0, {path_of("a"): "x" * (1 << 20)})


def test_shared_values_in_a_long_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    values: dict[FieldPath, object] = {path_of("a.b"): 2}
    length = len(SHARED) + 1
    monkeypatch.setattr(patch, "MAX_REREAD", length)
    assert set_all(tree_of(SHARED), 0, values).root.value == {"a": {"b": 2}, "c": {"b": 1}}
    monkeypatch.setattr(patch, "MAX_REREAD", length - 1)
    with pytest.raises(EditRefused, match="Too many values are shared"):
        set_all(tree_of(SHARED), 0, values)


LISTED = "kind: Pod\nspec:\n  containers:\n  - name: a # first\n  - name: b\n  volumes: &v [{name: c}]\n  other: *v\n"


def apart(*edits: Edit) -> str:
    tree = tree_of(LISTED)
    return patch.patch_apart(tree, 0, edits).text


def item(number: int, *rest: str) -> FieldPath:
    return FieldPath(("spec", "containers", number, *rest))


def test_edits_of_places_apart_are_read_back_once() -> None:
    with mock.patch.object(patch, "prove", wraps=patch.prove) as proof:
        text = apart(Edit("set", item(0, "image"), "x"), Edit("set", item(1, "image"), "z"))
    assert text == LISTED.replace("# first\n", "# first\n    image: x\n").replace(
        "name: b\n", "name: b\n    image: z\n"
    )
    assert proof.call_count == 1


def test_edits_that_meet_are_made_one_by_one_and_those_that_take_long_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    edits = [Edit("set", item(0, "resources", kind), {"cpu": 1}) for kind in ("requests", "limits")]
    assert "limits:" in apart(*edits)
    monkeypatch.setattr(patch, "MAX_REREAD", len(LISTED))
    assert "requests:" in apart(*edits)
    assert "limits:" not in apart(*edits)
