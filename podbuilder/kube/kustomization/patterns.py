"""Names with wildcards, as targets of patches have them.

kustomize takes Go's regular expressions there, which need time in proportion to a text; Python's may need far more, so
that of a folder that somebody brings only the usual ones are taken: names, a dot for one character, with * or + behind
it for several, and | between names.
"""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.core.quoting import cut
from podbuilder.kube.kustomization.problem import KustomizationError

_ONE, _SEVERAL = object(), object()
_ELSEWHERE = frozenset("\\*+?[]{}^$()")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern that whole names must match; each name it stands for is a row of characters and wildcards."""

    names: tuple[tuple[object, ...], ...]

    def matches(self, text: str) -> bool:
        """Whether it stands for this text; none that is longer than any name."""
        return len(text) <= _LONGEST and any(_matches(name, text) for name in self.names)


def pattern(text: str) -> NamePattern:
    """What a pattern stands for (KustomizationError for one that is not taken here)."""
    return NamePattern(tuple(_row(name, text) for name in text.split("|")))


def _row(name: str, whole: str) -> tuple[object, ...]:
    found: list[object] = []
    characters = list(name)
    while characters:
        one, following = characters.pop(0), characters[:1]
        if one == "." and following in (["*"], ["+"]):
            found += [_SEVERAL] if characters.pop(0) == "*" else [_ONE, _SEVERAL]
        elif one == "\\" and following == ["."]:
            found.append(characters.pop(0))
        elif one in _ELSEWHERE:
            raise KustomizationError(
                f"The pattern “{cut(whole)}” is not taken here: a name, .* for anything, and | between names are."
            )
        else:
            found.append(_ONE if one == "." else one)
    return tuple(found)


def _matches(row: tuple[object, ...], text: str) -> bool:
    """The last wildcard for several characters takes one more whenever what follows it does not fit."""
    at, place, mark, start = 0, 0, -1, 0
    while place < len(text):
        if at < len(row) and row[at] is _SEVERAL:
            mark, start, at = at, place, at + 1
        elif at < len(row) and (row[at] is _ONE or row[at] == text[place]):
            at, place = at + 1, place + 1
        elif mark >= 0:
            at, start = mark + 1, start + 1
            place = start
        else:
            return False
    return all(one is _SEVERAL for one in row[at:])
