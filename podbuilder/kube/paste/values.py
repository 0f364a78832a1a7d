"""Which characters of a value matter, by who reads it: Kubernetes, a program, or people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from podbuilder.kube.paste.characters import is_blank, is_invisible, meant

# Under these keys a text is somebody else's: a note, a file, a sentence.
_FOR_PEOPLE = frozenset({"annotations", "data", "stringData", "binaryData", "description", "message"})
# These are handed to a program as they are.
_FOR_PROGRAMS = frozenset({"command", "args", "value"})
_QUOTES = frozenset("\"'")


class Readers(NamedTuple):
    """Who reads the values at a place; with neither, Kubernetes does, in ASCII."""

    people: bool
    program: bool

    @property
    def takes_texts(self) -> bool:
        """Whether any text can stand there."""
        return self.people or self.program


def readers_of(path: Sequence[str]) -> Readers:
    """Who reads the value under these keys, the innermost last."""
    last = next((key for key in reversed(path) if key), "")
    return Readers(not _FOR_PEOPLE.isdisjoint(path[:-1]) or last in ("description", "message"), last in _FOR_PROGRAMS)


def cleaned_value(value: str, readers: Readers, quote: str = "") -> Iterator[tuple[int, str]]:
    """The characters of a value that matter: where each stands, and what was meant.

    `quote` is the quote around the value, "" for none.
    """
    others = [one for one in value if not one.isascii() and meant(one) is None]
    has_letters = any(one.isascii() and one.isalpha() for one in value)
    is_prose = " " in value
    for i, one in enumerate(value):
        sign = meant(one)
        if sign is None or (others and (readers.takes_texts or not (is_blank(one) or is_invisible(one)))):
            continue
        if one.isalpha() and len(sign) == 1 and not has_letters:
            continue  # a word of another script
        if is_blank(one):
            if not readers.people:
                yield i, " " if is_prose or readers.program else ""
        elif is_invisible(one):
            yield i, ""
        elif sign in _QUOTES:
            if not quote and not readers.people and (not is_prose or i in (0, len(value) - 1)):
                yield i, sign
        elif not readers.people and (not is_prose or _begins_option(value, i, sign)):
            yield i, _dashes(value, i) if one == "\u2014" else sign


def _begins_option(value: str, i: int, sign: str) -> bool:
    """Whether a dash begins an option, as in `tar –xf`."""
    return sign == "-" and (value[i - 1 : i] in ("", " ", "-") or i == 0) and value[i + 1 : i + 2] not in ("", " ")


def _dashes(value: str, i: int) -> str:
    """What an em dash was: two dashes before a long option, which word processors join; or else one."""
    begins = i == 0 or value[i - 1] == " "
    return "--" if begins and value[i + 1 : i + 3].isalpha() and len(value) > i + 2 else "-"
