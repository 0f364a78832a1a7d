"""Colours for the YAML pane: each line's pieces make the line, whatever it holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.yamltext.highlight import tokens

LETTER = {"key": "k", "string": "s", "number": "n", "comment": "c", "punctuation": "p", "": " "}

# The line, and below each character the first letter of its kind.
LINES = {
    "nothing": ("", ""),
    "a key with text": ("name: web", "kkkkp sss"),
    "a key without a value": ("spec:", "kkkkp"),
    "a number": ("  port: 80", "  kkkkp nn"),
    "a word that is no text": ("a: true", "kp nnnn"),
    "infinity": ("a: .inf", "kp nnnn"),
    "a number in quotes": ("a: '80'", "kp ssss"),
    "a comment behind": ("a: b c # d: e", "kp sss cccccc"),
    "a hash in text": ("a: b#c", "kp sss"),
    "a comment by itself": ("  # name: web", "  ccccccccccc"),
    "an item": ("- nginx:1.27", "p ssssssssss"),
    "an item that is a mapping": ("- name: a", "p kkkkp s"),
    "a flag": ("- --port=80", "p sssssssss"),
    "quoted keys": ("\"a b\": 'c'", "kkkkkp sss"),
    "a quote inside quotes": ("a: 'it''s' # c", "kp sssssss ccc"),
    "an escaped quote": ('a: "\\"" # c', "kp ssss ccc"),
    "braces": ("{a: 1, b: [x y, 'z']}", "pkp np kp psssp ssspp"),
    "a colon without a space": ('"a":b', "sssss"),
    "json": ('{"a":"b","c":1}', "pkkkpssspkkkpnp"),
    "an anchor": ("a: &b c", "kp pp s"),
    "an alias": ("a: *b", "kp pp"),
    "a tag": ("a: !!str 1", "kp ppppp n"),
    "a question": ("? a", "p s"),
    "the start of a document": ("--- # c", "ppp ccc"),
    "the end of a document": ("...", "ppp"),
    "a directive": ("%YAML 1.1", "ppppppppp"),
    "signs that begin nothing": (": : :", "p p p"),
}


def kinds(line: list[tuple[str, str]]) -> str:
    return "".join(LETTER[kind] * len(text) for kind, text in line)


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES.keys())
def test_a_line(line: str, expected: str) -> None:
    [found] = tokens(line)
    assert "".join(text for _, text in found) == line
    assert kinds(found) == expected


TEXTS = {
    "a block scalar": ("a: |-  # c\n  x: y\n\n  # z\nb: c", ["kp pp  ccc", "ssssss", "", "sssss", "kp s"]),
    "a block scalar in a list": ("- >+2\n  x\n- b", ["p ppp", "sss", "p s"]),
    "a bar that begins no block": ("a: |x", ["kp ss"]),
    "quotes over lines": ('a: "b\n\n  c: d" # e\nf: g', ["kp ss", "", "sssssss ccc", "kp s"]),
    "a quoted key over lines": ("'a\n b': c", ["ss", "kkkp s"]),
    "a quote that stays open": ("a: 'b\nc: d''\ne", ["kp ss", "ssssss", "s"]),
    "brackets over lines": ("a: [b: 1,\n---\nc, d]\ne: f", ["kp pkp np", "sss", "sp sp", "kp s"]),
    "lines of Windows": ("a: b\r\nc: d\r\n", ["kp s", "kp s", ""]),
    "a bracket too many": ("]\na: b, c", ["p", "kp ssss"]),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text(text: str, expected: list[str]) -> None:
    assert [kinds(line) for line in tokens(text)] == expected


@given(st.text("ab1:#-'\"\\|>[]{},&*!?% \t\n\r", max_size=60) | st.text(max_size=30))
def test_the_pieces_are_the_lines(text: str) -> None:
    assert ["".join(piece for _, piece in line) for line in tokens(text)] == re.split(r"\r\n|\n|\r", text)
