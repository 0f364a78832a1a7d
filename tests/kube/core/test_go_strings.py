"""What Go takes for white space at the ends of a text."""

from __future__ import annotations

import sys

import pytest

from podbuilder.kube.core.go_strings import trim_space, trim_space_in_json

CASES = {
    "nothing at the ends": ("a b", "a b"),
    "nothing at all": ("", ""),
    "white space": (" \t\n\v\f\r a\u00a0", "a"),
    "white space of other scripts": ("\u3000a\u2003\u2028", "a"),
    "no white space in Go, though in Python": ("\x1ca\x1f", "\x1ca\x1f"),
    "no white space in either": ("\u200ba\ufeff", "\u200ba\ufeff"),
}


@pytest.mark.parametrize("case", CASES)
def test_trim_space(case):
    text, expected = CASES[case]
    assert trim_space(text) == expected


def test_it_differs_from_strip_in_four_characters_only():
    differing = [i for i in range(sys.maxunicode + 1) if trim_space(chr(i)) != chr(i).strip()]
    assert differing == [0x1C, 0x1D, 0x1E, 0x1F]


def test_inside_json_control_characters_are_no_white_space():
    assert trim_space_in_json(" \u00a0\n\u3000") == "\n"
