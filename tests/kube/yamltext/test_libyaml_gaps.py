"""Texts that libyaml only reads in disguise."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.libyaml_gaps import parseable
from tests.kube.yamltext.readers import ours, tree

PRIVATE_USE = "".join(map(chr, range(0xE000, 0xF900)))

PLAIN = {
    "ordinary text": "kind: Pod\n",
    "JSON with a character in one escape": '{"a": "\\u00e9"}',
    "two escapes where there is no JSON": '{"a": "\\ud83d\\ude00", b: c}',
    "a byte order mark where every character to stand in for it is taken": f"a: x\ufeff\n# {PRIVATE_USE}\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_most_texts_need_no_disguise(text: str) -> None:
    assert parseable(text) == (text, {})


DISGUISED = {
    "a byte order mark inside": ("a: x\ufeffy\n", {"a": "x\ufeffy"}),
    "a character as two escapes": ('{"a": "\\ud83d\\ude00!"}', {"a": "😀!"}),
    "both": ('{"a": "\ufeff\\ud83d\\ude00"}', {"a": "\ufeff😀"}),
    "a character that could have stood in": ("a: \ue000\ufeff\n", {"a": "\ue000\ufeff"}),
}


@pytest.mark.parametrize(("text", "value"), DISGUISED.values(), ids=DISGUISED.keys())
def test_a_disguise_keeps_every_offset_and_comes_off(text: str, value: object) -> None:
    dressed, back = parseable(text)
    assert len(dressed) == len(text)
    assert dressed != text
    assert back
    assert ours(text) == value


READ_BY_THE_SERVER = {
    "a single quote after a backslash": ('a: "it\\\'s"\n', {"a": "it's"}),
    "several of them, beside what looks like one": (
        "a: \"it\\'s \\\\' \\'\"\nb: 'C:\\'\nc: \"\\'\"\n# \\'\n",
        {"a": "it's \\' '", "b": "C:\\", "c": "'"},
    ),
    "an address that ends in colons": ("a: [fd00::, 'b', fd01::]\n", {"a": ["fd00::", "b", "fd01::"]}),
    "a colon before a bracket in braces": ("a: {b: fd00::}\n", {"a": {"b": "fd00::"}}),
    "a key that ends in a colon": ("a: {b:, c: d}\n", {"a": {"b:": None, "c": "d"}}),
    "a colon after a blank": ("a: [b :]\n", {"a": ["b :"]}),
    "both": ('a: [b:, "it\\\'s"]\n', {"a": ["b:", "it's"]}),
    "the version that servers read": ("%YAML 1.1\n---\na: b\n", {"a": "b"}),
    "a slash with a backslash in JSON": ('{"a": "b\\/c"}', {"a": "b/c"}),
    "a slash with two backslashes": ('a: "b\\\\/c"\n', {"a": "b\\/c"}),
    "a backslash and a slash in other quotes": ("a: 'b\\/c'\nb: b\\/c\n", {"a": "b\\/c", "b": "b\\/c"}),
    "a question mark outside brackets": ("a: b?c\nd: [\"b?c\", 'b?']\ne: |\n  b?c\n", None),
}


@pytest.mark.parametrize(("text", "value"), READ_BY_THE_SERVER.values(), ids=READ_BY_THE_SERVER)
def test_what_the_server_reads_is_read(text: str, value: object) -> None:
    assert ours(text) == (value or {"a": "b?c", "d": ["b?c", "b?"], "e": "b?c\n"})


def test_the_places_stay_the_same() -> None:
    root = tree('a: [fd00::, "it\\\'s"]\nb: c\n')
    assert root is not None
    list_of_two = root.entries[0].node
    assert [(item.start, item.end) for item in list_of_two.items] == [(4, 10), (12, 19)]
    assert root.entries[1].node.start == 24


REFUSED_BY_THE_SERVER = {
    "a slash with a backslash": ('a: "b\\/c"\n', "needs no backslash", 1, 4),
    "a question mark in brackets": ("a: [b?c]\n", "must be in quotes", 1, 5),
    "a question mark in braces": ("a: {b: c?}\n", "must be in quotes", 1, 8),
    "another version": ("%YAML 1.2\n---\na: b\n", "YAML 1.1 only", 1, 1),
    "a colon before a list": ("a: {b:[1]}\n", "braces", 1, 4),
    "an unknown escape": ('a: "\\\'\\y"\n', "backslash", 1, 7),
    "a quote without an end": ("a: \"\\'\n", "never closed", 1, 4),
}


@pytest.mark.parametrize(("text", "said", "line", "column"), REFUSED_BY_THE_SERVER.values(), ids=REFUSED_BY_THE_SERVER)
def test_what_the_server_refuses_is_refused(text: str, said: str, line: int, column: int) -> None:
    with pytest.raises(YamlProblem, match=said) as refused:
        ours(text)
    assert (refused.value.line, refused.value.column) == (line, column)


def test_where_every_stand_in_is_taken_it_stays_refused() -> None:
    with pytest.raises(YamlProblem):
        ours(f"a: [b:]\n# {PRIVATE_USE}\n")


def test_what_is_read_again_and_again_has_an_end() -> None:
    many = ", ".join(["b:"] * 3000)
    with pytest.raises(YamlProblem):
        ours(f"a: [{many}]\n")
    assert len(ours(f"a: [{', '.join(['b:'] * 100)}]\n")["a"]) == 100
