"""Characters that look like an ASCII sign, or like nothing at all, and what was meant by each."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What a word processor, a web page, a chat or a font makes of an ASCII sign and Unicode's compatibility forms do not.
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u02d7\u30fc\u4e00", "-")
_QUOTES = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u02ba\u301d\u301e", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02b9\u02bc\u00b4", "'"),
}
_SIGNS = {
    **dict.fromkeys("\u2236\ua789\u02d0\u05c3\u0589", ":"),
    **dict.fromkeys("\u2044\u2215\u29f8", "/"),
    **dict.fromkeys("\u3002\u00b7\u2219\u22c5", "."),
    **dict.fromkeys("\u3001\u060c", ","),
    **dict.fromkeys("\u2217\u204e", "*"),
    **dict.fromkeys("\u3010\u3014", "["),
    **dict.fromkeys("\u3011\u3015", "]"),
    **dict.fromkeys("\u223c\u02dc", "~"),
}
_LETTERS = dict(
    zip(
        "аеорсухіјѕԁһԛԝвкмнтАВЕКМНОРСТХІЈЅοανρυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡ",
        "aeopcyxijsdhqwbkmhtABEKMHOPCTXIJSoavpuikABEZHIKMNOPTYXig",
        strict=True,
    )
)
_KNOWN = _DASHES | _QUOTES | _SIGNS | _LETTERS
# What ends a line for an editor or for old readers of YAML, and Braille's empty cell, are blanks to the eye, too.
_BLANKS = "\u2800\x0b\x0c\x85\u2028\u2029"
_NAMES = {"\ufeff": "byte order mark", "\x85": "next line"}
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b"
    "\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
    "\u3164\uffa0\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f"
    "\ufeff\ufff9\ufffa\ufffb"
)
# Every character that may be one of these: not ASCII, or a control character.
ODD = re.compile(r"[^\t\n\r -~]")
# A byte order mark at the very beginning says how the text is encoded, and is no mistake.
BOM = "\ufeff"


@lru_cache(1024)
def is_blank(character: str) -> bool:
    """Whether it looks like a space and is none."""
    return character in _BLANKS or (unicodedata.category(character) == "Zs" and character != " ")


@lru_cache(1024)
def is_invisible(character: str) -> bool:
    """Whether nothing is seen of it, not even room."""
    code = ord(character)
    if character in _INVISIBLE or 0xE0000 <= code <= 0xE0FFF:
        return True
    return ((0 < code < 0x20 and character not in "\t\n\r") or 0x7F <= code < 0xA0) and not is_blank(character)


@lru_cache(1024)
def meant(character: str) -> str | None:
    """What it stands for in a text of ASCII: "" for nothing; None if it looks like no ASCII sign."""
    # A file with NUL in it is no text.
    if (character.isascii() and character.isprintable()) or character in "\t\n\r\0":
        return None
    if is_blank(character):
        return " "
    if is_invisible(character):
        return ""
    if character in _KNOWN:
        return _KNOWN[character]
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and plain.isprintable() and plain != " " else None


def look(character: str) -> str:
    """The ASCII sign that a character is or looks like; the character itself if it looks like none."""
    return meant(character) or character


def name_of(character: str) -> str:
    """Its name in Unicode and its code point, as in “no-break space (U+00A0)”."""
    name = _NAMES.get(character) or unicodedata.name(character, "control character").lower()
    return f"{name} (U+{ord(character):04X})"
