"""Quotes close each other, straight and curly ones, as far as what follows allows."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.quotes import Quotes, after_run, plain_close

CLOSED = {
    '"a"': 2,
    '"a" # b': 2,
    '"a\\"b"': 5,
    "'it''s'": 6,
    '"say “hi”"': 9,
    "“a”": 2,
    '“a"': 2,
    '"a”, "b"': 2,
    "‘a’ : b": 2,
    "“a, b”": 5,
    '"a': None,
    "“a": None,
    '"a" b': None,
}


@pytest.mark.parametrize("line", CLOSED)
def test_the_closing_quote_is_found(line: str) -> None:
    assert Quotes(line).close_of(0) == CLOSED[line]


def test_a_straight_quote_ends_a_text_that_began_above() -> None:
    assert plain_close("b'' c' d", 0, "'") == 5
    assert plain_close("b", 0, "'") is None


def test_blanks_of_all_kinds_are_passed() -> None:
    assert after_run("a \u00a0\u200b\tb", 1) == 5
