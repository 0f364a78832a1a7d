"""Many values set at once, as they would be one by one."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import together
from podbuilder.kube.yamltext.edits import EditRefused
from podbuilder.kube.yamltext.together import set_all
from tests.support.pods import path_of
from tests.support.yaml_trees import tree_of

SHARED = "a: &x\n  b: 1\nc: *x\n"
CASES = {
    "nothing": ("a: 1 # why\n", {}, "a: 1 # why\n"),
    "one value": ("a: 1 # why\nb: 2\n", {"a": 3}, "a: 3 # why\nb: 2\n"),
    "values in any order": ("a: 1\nb: [x, 'y']\n", {"b[1]": "z", "a": 2}, "a: 2\nb: [x, 'z']\n"),
    "values of other lengths": ("a: 1\nb: 2\n", {"a": "a long text", "b": 3}, "a: a long text\nb: 3\n"),
    "a value that is shared": (SHARED, {"a.b": 2}, "a:\n  b: 2\nc:\n  b: 1\n"),
}


@pytest.mark.parametrize(("text", "values", "after"), CASES.values(), ids=CASES)
def test_set_all(text: str, values: dict[str, object], after: str) -> None:
    tree = set_all(tree_of(text), 0, {path_of(path): value for path, value in values.items()})
    assert tree.text == after


def test_a_text_that_would_become_too_long() -> None:
    with pytest.raises(EditRefused, match="longer than 1 MiB"):
        set_all(tree_of("a: 1\n"), 0, {path_of("a"): "x" * (1 << 20)})


def test_shared_values_in_a_long_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    values: dict[FieldPath, object] = {path_of("a.b"): 2}
    length = len(SHARED) + 1
    monkeypatch.setattr(together, "MOST_READ", length)
    assert set_all(tree_of(SHARED), 0, values).root.value == {"a": {"b": 2}, "c": {"b": 1}}
    monkeypatch.setattr(together, "MOST_READ", length - 1)
    with pytest.raises(EditRefused, match="Too many values are shared"):
        set_all(tree_of(SHARED), 0, values)
