"""The variables in one text: `$V`, `${V}`, `${V:-default}`, `${V?message}`, `${V:+other}`, and `$$` for a `$`.

Mirrors template/template.go of compose-go v2.9.1. Nothing is taken from this process's own environment: a variable has
the value that is given, else its default, else it stays open and counts as empty, as Compose would take it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES

_NAME = re.compile(
    r"[_a-zA-Z\u017f\u212a][_a-zA-Z0-9\u017f\u212a]*"
)  # sic: two letters beyond ASCII are taken for s and k
_OPERATOR = re.compile(r":?[-+?]")
_BRACE = re.compile(r"[{}]")


class Source(StrEnum):
    """Where the value of a variable came from."""

    GIVEN = "given"
    DEFAULT = "default"
    # `${V:+other}` of a variable that is not given.
    NOT_SET = "not set"
    OPEN = "open"
    # Open, and Compose would stop here: `${V:?message}`.
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class VariableUse:
    """A variable that a text names, and what was taken for it."""

    name: str
    source: Source
    # What stands behind the operator: a default, or the message of a variable that is required.
    words: str = ""


class UnreadableTemplate(ValueError):
    """A text with a `$` that begins no variable; the sentence says what to write."""


class TemplateTooLong(ValueError):
    """With its variables filled in, a file is longer than what is read."""


_UNREADABLE = "“${” must be followed by the name of a variable and “}”. For a plain “$” write “$$”."
_TOO_DEEP = f"Variables are nested more than {MAX_DEPTH} deep here."


@dataclass(slots=True)
class Substitution:
    """Fills in variables, in as many texts as a file has, and remembers which were used."""

    variables: Mapping[str, str]
    uses: list[VariableUse] = field(default_factory=list)
    # How many characters all results may have together.
    left: int = MAX_CHARACTERS
    # How many variables there were.
    count: int = 0

    def fill(self, text: str, depth: int = 0) -> str:
        """The text with its variables filled in (UnreadableTemplate, TemplateTooLong)."""
        mark = text.find("$")
        if mark < 0:
            return text
        if depth > MAX_DEPTH:
            raise UnreadableTemplate(_TOO_DEEP)
        if depth:
            # What is nested is read once more at each level.
            self._spend(len(text))
        parts: list[str] = []
        at, line = 0, _Line()
        while mark >= 0:
            parts.append(text[at:mark])
            value, at = self._variable(text, mark, line, depth)
            parts.append(value)
            self._spend(len(value) + len(parts[-2]))
            mark = text.find("$", at)
        parts.append(text[at:])
        return "".join(parts)

    def _variable(self, text: str, mark: int, line: _Line, depth: int) -> tuple[str, int]:
        """The value of what begins with the `$` at `mark`, and where it ends."""
        following = text[mark + 1 : mark + 2]
        if following == "$":
            return "$", mark + 2
        name = _NAME.match(text, mark + 1)
        if name is not None:
            return self._plain(name[0]), name.end()
        if following != "{":
            return "$", mark + 1
        name = _NAME.match(text, mark + 2)
        if name is None:
            raise UnreadableTemplate(_UNREADABLE)
        if text.startswith("}", name.end()):
            return self._plain(name[0]), name.end() + 1
        operator, last = _OPERATOR.match(text, name.end()), line.last_brace(text, name.end())
        if operator is None or last < operator.end():
            raise UnreadableTemplate(_UNREADABLE)
        end = _closing_brace(text, mark, last + 1)
        end = last if end < 0 else end
        return self._with_operator(name[0], operator[0], text[operator.end() : end], depth), end + 1

    def _spend(self, characters: int) -> None:
        self.left -= characters
        if self.left < 0:
            raise TemplateTooLong(
                f"With its variables filled in, this file has more than {MAX_CHARACTERS:,} characters."
            )

    def _use(self, name: str, source: Source, words: str = "") -> None:
        self.uses.append(VariableUse(name, source, words))
        self.count += 1
        if self.count > MAX_NODES:
            raise TemplateTooLong(f"This file names variables more than {MAX_NODES:,} times.")

    def _plain(self, name: str) -> str:
        value = self.variables.get(name)
        self._use(name, Source.OPEN if value is None else Source.GIVEN)
        return value or ""

    def _with_operator(self, name: str, operator: str, words: str, depth: int) -> str:
        value = self.variables.get(name)
        is_there = bool(value) if operator[0] == ":" else value is not None
        used, self.uses = self.uses, []
        # Compose fills it in even where it is not wanted, and stops at a variable that is required there.
        filled, inner, self.uses = self.fill(words, depth + 1), self.uses, used
        takes_words = is_there if operator[-1] == "+" else not is_there
        source = Source.GIVEN if value is not None else Source.NOT_SET
        if takes_words and operator[-1] != "+":
            source = Source.DEFAULT if operator[-1] == "-" else Source.REQUIRED
        self._use(name, source, filled if takes_words else "")
        self.uses += [use for use in inner if takes_words or use.source is Source.REQUIRED]
        if operator[-1] == "?":
            return value or ""
        return filled if takes_words else value or ""


class _Line:
    """The last closing brace of the line that is being read; what begins in one line ends in it."""

    __slots__ = ("_brace", "_end")

    def __init__(self) -> None:
        self._end, self._brace = -1, -1

    def last_brace(self, text: str, at: int) -> int:
        if at > self._end:
            end = text.find("\n", at)
            self._end = end if end >= 0 else len(text)
            self._brace = text.rfind("}", at, self._end)
        return self._brace


def _closing_brace(text: str, start: int, stop: int) -> int:
    """Where the variable that begins at `start` ends; -1 if its braces do not match.

    sic: what follows an opening brace is not looked at, so `${V:-{}}` ends at the last brace of the line.
    """
    opened, skipped = 0, -1
    for brace in _BRACE.finditer(text, start, stop):
        if brace.start() == skipped:
            continue
        if brace[0] == "{":
            opened += 1
            skipped = brace.end()
        else:
            opened -= 1
            if opened == 0:
                return brace.start()
    return -1
