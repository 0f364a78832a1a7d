"""Characters are found where they matter in a text, whether it is YAML or not, and what belongs there."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.occurrences import occurrences, replaced
from tests.kube.paste.pod import POD
from tests.support.growth import MOST, growth

QUIET = {
    "ASCII": POD,
    "a mark at the beginning": "\ufeff" + POD,
    "a comment": POD + "# “quoted” – fine\u00a0\n",
    "a comment after a value": "a: b # – “x”\n",
    "quotes in quotes": 'd: "say “hi”"\n',
    "the text of a block": "a: |\n  “x” – y\n\n  z\u00a0\nb: >-\n  – c\n",
    "an item that is a block": "- |\n  – x\n",
    "a text over lines": 'a: "b – c\n  – “d” \\" e"\nb: c\n',
    "single quotes over lines": "a: 'b – c\n  it''s – x'\nb: c\n",
    "a comment after a text": "a # b – c\n",
    "a text over many lines": 'a: "b\n  c\n  – d"\n',
    "an accent": "a: é\n",
    "prose": "annotations: {note: it’s fine – really}\n",
    "other data": "data:\n  a: x – y\n",
}


@pytest.mark.parametrize("case", QUIET)
def test_nothing_matters(case: str) -> None:
    assert occurrences(QUIET[case]) == []


CLEANED = {
    "a hard space after a colon": ("a:\u00a0b\n", "a: b\n"),
    "two of them": ("a:\u00a0\u00a0b\n", "a:  b\n"),
    "one beside a space": ("a: \u00a0b\n", "a: b\n"),
    "one before the end": ("a: b\u00a0\nc:\u00a0\n", "a: b\nc:\n"),
    "an unseen sign for a space": ("a:\u200bb\n", "a: b\n"),
    "an unseen sign beside a space": ("a:\u200b b\n", "a: b\n"),
    "an unseen sign at the end": ("a:\u200b\n  b: c\n", "a:\n  b: c\n"),
    "an indentation": ("a:\n\u00a0\u00a0b: c\n", "a:\n  b: c\n"),
    "an unseen sign before a line": ("a: b\n\ufeffc: d\n", "a: b\nc: d\n"),
    "an empty line": ("a: b\n\u00a0\nc: d\n", "a: b\n\nc: d\n"),
    "a dash": ("–\u00a0a: b\n—  c\n", "- a: b\n-  c\n"),
    "a dash and an unseen sign": ("-\u200ba: b\n", "- a: b\n"),
    "an unseen sign in an option": ("- -\u200bc\n", "- -c\n"),
    "a dash alone": ("–\n  a: b\n", "-\n  a: b\n"),
    "a separator": ("a: b\n—-\nc: d\n–––\n", "a: b\n---\nc: d\n---\n"),
    "a separator of one": ("—\na: b\n", "---\na: b\n"),
    "a wide colon": ("kind： Pod\nname：web\nx：\n", "kind: Pod\nname: web\nx:\n"),
    "a colon in a value": ("image: nginx：1.27\nb: http：//x\n", "image: nginx:1.27\nb: http://x\n"),
    "a colon in an argument": ("args:\n- a：b\n- c\u200b:d\n", "args:\n- a:b\n- c:d\n"),
    "a key": ("na\u200bme: b\n“a”: c\n'd\u00a0' : e\n\"f\"\u00a0: g\n", 'name: b\n"a": c\n\'d\' : e\n"f": g\n'),
    "a key that ends in a blank": ("a\u00a0: b\n", "a: b\n"),
    "curly quotes": ("a: “b”\nc: ‘d’\n", "a: \"b\"\nc: 'd'\n"),
    "one curly quote of two": ('a: “b"\nc: "d”\ne: \'f’ # x\n', 'a: "b"\nc: "d"\ne: \'f\' # x\n'),
    "curly quotes in a list": ("a: [“b, c”, \"d”, 'e']\n", 'a: ["b, c", "d", \'e\']\n'),
    "a curly quote alone": ("a: “b\n", 'a: "b\n'),
    "wide brackets": ("a: ［b， c］\nd: ｛e： f｝\n", "a: [b, c]\nd: {e: f}\n"),
    "JSON": ('{"a"： “b”，\n\u00a0"c\u200b": [1], d：e}\n', '{"a": "b",\n "c": [1], d: e}\n'),
    "a wide hash": ("a: b ＃ c\n", "a: b # c\n"),
    "a hard space before a comment": ("a: b\u00a0# c\n[d,\u00a0# e\nf]\n", "a: b # c\n[d, # e\nf]\n"),
    "a block's indentation": ("a: |\n  b\n \u00a0c\n", "a: |\n  b\n  c\n"),
    "a block's first line": ("a: |\n\u00a0 b\n  c\n", "a: |\n  b\n  c\n"),
    "what follows a block": ("- a: |\n    b\n– c: d\n", "- a: |\n    b\n- c: d\n"),
    "the value after a text over lines": ('a: "b\n  c"\nd:\u00a0e\n', 'a: "b\n  c"\nd: e\n'),
    "a letter of another script": ("kind: Pоd\n", "kind: Pod\n"),
    "a control character": ("a: b\x01c\n", "a: bc\n"),
    "a plain text in a list": ("a: [b\u200bc, d # e\n]\n", "a: [bc, d # e\n]\n"),
    "an item after its key": ("a:\n  b: c\n  – d\n", "a:\n  b: c\n  - d\n"),
    "a closing bracket too many": ("a: [b]]\nc:\u00a0d\n", "a: [b]]\nc: d\n"),
}


@pytest.mark.parametrize("case", CLEANED)
def test_what_belongs_there_is_put_there(case: str) -> None:
    text, cleaned = CLEANED[case]
    assert replaced(text, occurrences(text)) == cleaned


def test_an_unseen_sign_in_the_indentation_may_have_been_a_space() -> None:
    text = "a:\n\u200b b: c\n"
    assert replaced(text, occurrences(text)) == "a:\n b: c\n"
    assert replaced(text, occurrences(text), other=True) == "a:\n  b: c\n"


@pytest.mark.parametrize(
    "piece", ['"a” ', "a：", "[", "“", "'a\u200b", "a:\u00a0", "–\u00a0", "\u00a0", " #"], ids=ascii
)
def test_the_work_grows_as_the_text_does(piece: str) -> None:
    assert growth(lambda size: lambda: occurrences(piece * size), 2000) < MOST
