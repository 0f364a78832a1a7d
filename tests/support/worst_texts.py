"""Texts that are as bad as possible for a regular expression, made from the expression itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]  # sre's own, which has no public name since 3.11
from re import _parser as parser  # type: ignore[attr-defined]  # the same
from typing import Any

# What makes many patterns slow, whatever they look for.
USUAL = (
    "a",
    "A",
    "0",
    " ",
    "\t",
    "-",
    ".",
    "\n",
    "'",
    '"',
    "a-",
    "a.",
    "a/",
    "a ",
    "- ",
    ": ",
    "1.",
    "sk-",
    "://",
    "é",
)
# An end that fits hardly any pattern, so that all ways are tried.
ENDS = ("", "\0", "!")
MOST_REPEATED = 80


def worst_texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """A beginning, what is repeated after it, and an end, of the texts that may take the pattern longest."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE | (pattern.flags & re.UNICODE))
    pieces = dict.fromkeys(_pieces(tree))
    pumps = {text for _, text in pieces if text} | set(USUAL)
    letters = sorted({letter for text in pumps for letter in text[:3]})[:12]
    for pump, end in product(sorted(pumps), ENDS):
        yield "", pump, end
    for before, text in pieces:
        for end in ENDS:
            yield before, text or "a", end
            yield "", (before + text) or "a", end
    for one, other in product(letters, letters):
        yield "", one + other, "\0"


def _pieces(tree: Any) -> Iterator[tuple[str, str]]:
    """For every beginning of the pattern, a text that fits it, and one that fits the element after it."""
    before = ""
    for element in tree:
        example = _example([element])
        yield before, example
        for part in _parts(element):
            for inner, text in _pieces(part):
                yield before + inner, text
        before += example


def _parts(element: Any) -> list[Any]:
    """The patterns inside an element of a pattern."""
    code, value = element
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [value[2]]
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.ATOMIC_GROUP:
        return [value]
    return [value[1]] if code in (codes.ASSERT, codes.ASSERT_NOT) else []


def _example(tree: Any) -> str:
    """A short text that fits a pattern, if one can be told without trying."""
    return "".join(_of_element(code, value) for code, value in tree)


def _of_element(code: Any, value: Any) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = value
        return _example(inner) * min(max(least, min(most, 1)), MOST_REPEATED)
    if code is codes.SUBPATTERN:
        return _example(value[3])
    if code is codes.BRANCH:
        return max(map(_example, value[1]), key=len)
    if code is codes.ATOMIC_GROUP:
        return _example(value)
    if code is codes.IN:
        return _letter(value)
    return "x" if code in (codes.ANY, codes.NOT_LITERAL) else ""


def _letter(members: Any) -> str:
    """A letter of a set, a usual one if there is any."""
    (text,) = [_as_set(members)]
    found = re.findall(text, "a0A1-_.:/ =\"'\t\n,;!#&*<>{}[]()$%@~+|?^\\`\x01é", re.DOTALL)
    return found[0] if found else "".join(chr(value) for code, value in members if code is codes.LITERAL)[:1]


_CLASSES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _as_set(members: Any) -> str:
    """A set as it is written in a pattern."""
    text = ""
    for code, value in members:
        if code is codes.NEGATE:
            text = "^"
        elif code is codes.LITERAL:
            text += re.escape(chr(value)) if value != ord("^") else r"\^"
        elif code is codes.RANGE:
            text += "-".join(re.escape(chr(end)) for end in value)
        else:
            text += _CLASSES[value]
    return f"[{text}]"
