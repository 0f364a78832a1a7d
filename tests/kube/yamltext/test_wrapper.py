"""A spec that goes into a new one, and comes out again."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.tree import Tree, Unsuitable
from podbuilder.kube.yamltext.wrapper import Wrapper, unwrapped, without_wrapper, wrapped
from tests.support.cases import Case, cases

A, B = {"kind": "A"}, {"kind": "B"}


def tree_of(text: str) -> Tree:
    tree = parse.documents(text)[0].tree
    assert tree is not None
    return tree


@cases(__file__, "wrapper.yaml")
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_a_spec_goes_in_and_comes_out(case: Case, eol: str) -> None:
    text, path = case["text"].replace("\n", eol), FieldPath(case.get("path", ()))
    metadata = tuple(case.get("metadata", ()))
    wrapper = Wrapper(B, case["in"], case["fields"], metadata, tuple(case.get("copied", ())))
    tree = tree_of(text)
    there = wrapped(tree, 0, path, wrapper)
    assert there.text == case["after"].replace("\n", eol)
    assert get(there.root.value, path) == wrapper.around(get(tree.root.value, path))
    back = unwrapped(there, 0, path, A, case["in"], metadata)
    assert back.text == text
    assert get(back.root.value, path) == without_wrapper(get(there.root.value, path), A, case["in"], metadata)


@pytest.mark.parametrize(
    "text",
    [
        "kind: A\n",
        "spec: {a: 1}\n",
        "kind: A\nspec: {a: 1}\nmetadata: {labels: {a: b}}\n",
        "{kind: A, metadata: {labels: {a: b}}, spec: {a: 1}}\n",
        "kind: A\nmetadata:\n  labels:\n    a: b\nspec:\n  a: 1\n",
        "kind: A\nmetadata: {name: a, labels: {a: b}}\nspec:\n  a: 1\n",
        "kind: &spec A\nmetadata:\n  name: a\n  labels: &l\n    a: b\n  more: *l\nspec:\n  a: 1\n",
    ],
)
def test_a_text_that_must_be_written_otherwise(text: str) -> None:
    one = tree_of(text)
    metadata = ("labels",) if "labels" in one.root.value.get("metadata", {}) else ()
    wrapper = Wrapper(B, "template", {}, metadata)
    if "spec" in one.root.value:
        assert wrapper.around(one.root.value)["spec"]["template"]["spec"] == {"a": 1}
        with pytest.raises(Unsuitable):
            wrapped(one, 0, FieldPath(()), wrapper)
    else:
        with pytest.raises(Unsuitable):
            unwrapped(one, 0, FieldPath(()), B, "template")


def test_a_line_that_would_begin_a_document_stays_where_it_is() -> None:
    """A text of several lines may go on at any column, but at the left of the page `---` begins a document."""
    text = 'kind: B\nspec:\n  b:\n    spec:\n      a: "1\n    --- 2"\n'
    with pytest.raises(Unsuitable):
        unwrapped(tree_of(text), 0, FieldPath(()), A, "b")
    text = "kind: B\nspec:\n  b:\n    spec:\n      a: 1\n     # deep\n---\nkind: C\n"
    assert unwrapped(tree_of(text), 0, FieldPath(()), A, "b").text == "kind: A\nspec:\n  a: 1\n # deep\n---\nkind: C\n"


def test_metadata_that_is_no_mapping_stays() -> None:
    one = {"kind": "B", "metadata": "odd", "spec": {"b": {"metadata": None, "spec": {}}}}
    assert without_wrapper(one, A, "b", ("labels",)) == {"kind": "A", "metadata": "odd", "spec": {}}
    assert Wrapper(B, "b", {}).around({"metadata": "odd", "spec": {}})["metadata"] == "odd"


def test_what_only_the_object_had_goes() -> None:
    one = {"metadata": {"labels": {"a": "b"}, "annotations": {}}, "spec": {"b": {"spec": {}}}}
    assert without_wrapper(one, A, "b", ("labels", "annotations"))["metadata"] == {"annotations": {}}
