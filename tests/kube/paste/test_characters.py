"""What characters look like, and what they are called."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.characters import is_blank, is_invisible, look, meant, name_of

MEANT = {
    "\u00a0": " ",
    "\u3000": " ",
    "\u2028": " ",
    "\u200b": "",
    "\ufeff": "",
    "\u00ad": "",
    "\U000e0041": "",
    "\x01": "",
    "\x7f": "",
    "\u2013": "-",
    "\u201c": '"',
    "\u2019": "'",
    "\uff1a": ":",
    "\u0430": "a",
    "\uff21": "A",
    "\ufb01": "fi",
    "\U0001d41a": "a",
}


@pytest.mark.parametrize("character", ["a", " ", "-", "\t", "\n", "é", "語", "🙂", "ß", "½", "\0"])
def test_these_are_what_they_are(character: str) -> None:
    assert meant(character) is None
    assert look(character) == character


@pytest.mark.parametrize("character", MEANT, ids=ascii)
def test_these_look_like_something_else(character: str) -> None:
    assert meant(character) == MEANT[character]
    assert is_invisible(character) == (MEANT[character] == "")
    assert is_blank(character) == (MEANT[character] == " ")


def test_names_have_the_code_point() -> None:
    assert name_of("\u00a0") == "no-break space (U+00A0)"
    assert name_of("\ufeff") == "byte order mark (U+FEFF)"
    assert name_of("\x01") == "control character (U+0001)"
