"""A document's tree: paths, places, columns and indentation."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.tree import value_at
from podbuilder.kube.yamltext.writer import Style
from tests.support.yaml_trees import tree_of

TEXT = "a:\n- b: 1\n  c: &x [2, 3]\nd: *x\ne: {<<: *x2, f: 4}\n".replace("*x2", "{g: 5}")

# A path, and the texts of the places that lead to it.
CHAINS: dict[str, tuple[tuple[str | int, ...], list[str]]] = {
    "the root": ((), []),
    "an item": (("a", 0), ["- b: 1\n  c: &x [2, 3]", "b: 1\n  c: &x [2, 3]"]),
    "a field of an item": (("a", 0, "b"), ["- b: 1\n  c: &x [2, 3]", "b: 1\n  c: &x [2, 3]", "1"]),
    "an item in brackets": (("a", 0, "c", 1), ["- b: 1\n  c: &x [2, 3]", "b: 1\n  c: &x [2, 3]", "&x [2, 3]", "3"]),
    "an item that is missing": (("a", 1), ["- b: 1\n  c: &x [2, 3]"]),
    "an item before the first": (("a", -1), ["- b: 1\n  c: &x [2, 3]"]),
    "a name in a list": (("a", "b"), ["- b: 1\n  c: &x [2, 3]"]),
    "an index in a mapping": ((0,), []),
    "a key that is missing": (("x", "y"), []),
    "below a text": (("a", 0, "b", "x"), ["- b: 1\n  c: &x [2, 3]", "b: 1\n  c: &x [2, 3]", "1"]),
    "not through an alias": (("d", 0), ["*x"]),
    "not through a merge": (("e", "g"), ["{<<: {g: 5}, f: 4}"]),
    "past a merge": (("e", "f"), ["{<<: {g: 5}, f: 4}", "4"]),
}


@pytest.mark.parametrize(("path", "texts"), CHAINS.values(), ids=CHAINS)
def test_chain(path: tuple[str | int, ...], texts: list[str]) -> None:
    tree = tree_of(TEXT)
    places = tree.chain(path)
    assert [TEXT[place.node.start : place.node.end] for place in places[1:]] == texts
    for depth, place in enumerate(places):
        assert place.path == path[:depth]
        assert place.holder is places[max(depth - 1, 0)].node


def test_a_place_knows_its_number() -> None:
    tree = tree_of(TEXT)
    assert [tree.chain(path)[-1].number for path in ((), ("a",), ("d",), ("e", "f"), ("a", 0, "c", 1))] == [
        0,
        0,
        1,
        1,
        1,
    ]


def test_places_in_the_order_of_the_text() -> None:
    places = list(tree_of(TEXT).places())
    starts = [place.node.start for place in places]
    assert starts == sorted(starts)
    paths = [place.path for place in places]
    assert paths[:4] == [(), ("a",), ("a", 0), ("a", 0, "b")]
    # What is merged counts as the mapping's own.
    assert paths[-4:] == [("e",), ("e",), ("e", "g"), ("e", "f")]


JSON = {
    "an object": ('{"a": [1]}', True),
    "an object over lines": ('{\n\t"a": 1\n}\n', True),
    "braces without quotes": ("{a: 1}", False),
    "a comma too many": ('{"a": 1,}', False),
    "a list": ("[1, 2]", False),
    "block style": ('"a": 1\n', False),
}


@pytest.mark.parametrize(("text", "is_json"), JSON.values(), ids=JSON)
def test_is_json(text: str, is_json: bool) -> None:
    assert tree_of(text).is_json is is_json


LIKE_JSON = {
    "an object": ('{"a": [1]}', False),
    "a comma too many": ('{"a": 1,}', True),
    "a word of YAML": ('{"a": yes, "b": c}', True),
    "braces without quotes": ('{"a": 1, b: 1}', False),
    "empty braces": ("{,}" if False else "{ # none\n}", False),
    "a list": ('[{"a": 1,}]', False),
    "block style": ('"a": {"b": 1,}\n', False),
}


@pytest.mark.parametrize(("text", "is_like_json"), LIKE_JSON.values(), ids=LIKE_JSON)
def test_is_like_json(text: str, is_like_json: bool) -> None:
    assert tree_of(text).is_like_json is is_like_json


# The value of the only key, and where it starts after its properties.
CONTENT = {
    "a plain text": ("a: b\n", "b\n"),
    "an anchor": ("a: &x b\n", "b\n"),
    "a tag": ("a: !!str b\n", "b\n"),
    "both": ("a: &x !!str b\n", "b\n"),
    "an anchor with the value below": ("a: &x\n  b: 1\n", "b: 1\n"),
    "an anchor, a comment and the value": ("a: &x # why\n  b: 1\n", "b: 1\n"),
    "an anchor before brackets": ("a: &x [1]\n", "[1]\n"),
    "an anchor alone": ("a: &x\n", "\n"),
}


@pytest.mark.parametrize(("text", "rest"), CONTENT.values(), ids=CONTENT)
def test_content(text: str, rest: str) -> None:
    tree = tree_of(text)
    assert text[tree.content(tree.root.entries[0].node) :] == rest


KEYS = {
    "a plain key": ("a: 1\nb: 2\n", 5),
    "a key after a question mark": ("a: 1\n? b\n: 2\n", 5),
    "with more space": ("a: 1\n?   b\n: 2\n", 5),
}


@pytest.mark.parametrize(("text", "start"), KEYS.values(), ids=KEYS)
def test_key_start(text: str, start: int) -> None:
    tree = tree_of(text)
    assert tree.key_start(tree.root.entries[1]) == start


# A list at `a`, and the offset of each dash.
DASHES = {
    "on the items' lines": ("a:\n- 1\n-   2\n", [3, 7]),
    "above the items": ("a:\n-\n  1\n-\n  b: 2\n", [3, 9]),
    "items with properties": ("a:\n- &x 1\n- !!str 2\n", [3, 10]),
    "a list with an anchor": ("a: &x\n- 1\n- 2\n", [6, 10]),
    "empty items": ("a:\n-\n-\n", [3, 5]),
    "a comment between": ("a:\n- 1\n# - x\n- 2\n", [3, 13]),
    "items that begin with dashes": ("a:\n- --x\n- -y\n", [3, 9]),
}


@pytest.mark.parametrize(("text", "offsets"), DASHES.values(), ids=DASHES)
def test_dash(text: str, offsets: list[int]) -> None:
    tree = tree_of(text)
    sequence = tree.root.entries[0].node
    assert [tree.dash(sequence, i) for i in range(len(sequence.items))] == offsets
    assert tree.column(sequence) == 0


STYLES = {
    "nothing to go by": ("a: 1\n", Style(2, 0, 1)),
    "kubectl's own": ("a:\n  b:\n  - c: 1\n", Style(2, 0, 1)),
    "four spaces": ("a:\n    b:\n        c: 1\n", Style(4, 0, 1)),
    "dashes further in": ("a:\n  b:\n    - c: 1\n", Style(2, 2, 1)),
    "a gap after the dash": ("a:\n-   b: 1\n", Style(2, 0, 3)),
    "the majority": ("a:\n  b: 1\nc:\n    d: 1\ne:\n    f: 1\n", Style(4, 0, 1)),
    "brackets do not count": ("a: {b:\n            {c: 1}}\nd:\n   e: 1\n", Style(3, 0, 1)),
}


@pytest.mark.parametrize(("text", "style"), STYLES.values(), ids=STYLES)
def test_style(text: str, style: Style) -> None:
    assert tree_of(text).style == style


def test_value_at() -> None:
    assert value_at({"a": [1, {"b": 2}]}, ("a", 1, "b")) == 2
    assert value_at(7, ()) == 7
