"""What was brought, in pieces: each with the number of the line of the report that says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.compose.compose_node import TextPlace
from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.dockerfile.instructions import read_instructions
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.importers.shell.ordinals import ordinals

NOBODY = -1


class SourcePiece(NamedTuple):
    """Some characters of a line; the number of their line in the report from 0, NOBODY where none is about them."""

    text: str
    line: int = NOBODY


SourceLine = tuple[SourcePiece, ...]
# For each character of a text the number of its line in the report.
Owners = list[int]
# For lines from 1: the columns, from 1, at which pieces begin, and whose they are.
Starts = dict[int, list[tuple[int, int]]]


def marked_source(form: str, text: str, report: Sequence[ReportLine]) -> list[SourceLine]:
    """The lines of what was brought in a form, in pieces."""
    return _lines(text, _OWNERS.get(form, _of_words)(text, report))


def _of_words(text: str, report: Sequence[ReportLine]) -> Owners:
    """A report of commands names the words that each line is about."""
    owner = {word: number for number, line in enumerate(report) for word in line.words}
    owners = [owner.get(word, NOBODY) for word in ordinals(text)]
    # A flag and its value are one piece, with the blanks between them.
    start = -1
    for at, one in enumerate(owners):
        if one == NOBODY:
            continue
        if start >= 0 and owners[start] == one:
            owners[start:at] = [one] * (at - start)
        start = at
    return owners


def _of_instructions(text: str, report: Sequence[ReportLine]) -> Owners:
    """A report of a Dockerfile names the line that each instruction begins in."""
    numbers = {line.at: number for number, line in enumerate(report)}
    starts: Starts = {}
    try:
        for one in read_instructions(text):
            for line in range(one.first, one.last + 1):
                starts[line] = [(1, numbers.get(one.at, NOBODY))]
    except ImportRefused:
        pass  # what could be read once need not be read today: then it is shown without marks
    return _from_starts(text, starts)


def _of_keys(text: str, report: Sequence[ReportLine]) -> Owners:
    """A report of a Compose file names the paths of keys and items; each is marked to the end of its line."""
    starts: Starts = {}
    try:
        file = resolve(text)
        known = {file.written(path): (path, place) for path, place in file.keys}
        for number, line in enumerate(report):
            place = known[line.at][1] if line.at in known else _place_of_item(file, known, line.at)
            if place:
                starts.setdefault(place.line, []).append((place.column, number))
    except ImportRefused:
        pass  # as above
    return _from_starts(text, starts)


def _place_of_item(file: ComposeFile, known: Mapping[str, tuple[FieldPath, TextPlace]], at: str) -> TextPlace | None:
    """Where an item such as `services.web.ports[0]` stands."""
    above, _, index = at.removesuffix("]").rpartition("[")
    number = whole_number(index)
    return None if above not in known or number is None else file.place_of((*known[above][0], number))


_OWNERS: Mapping[str, Callable[[str, Sequence[ReportLine]], Owners]] = {
    "compose": _of_keys,
    "dockerfile": _of_instructions,
}


def _split(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _from_starts(text: str, starts: Starts) -> Owners:
    """Whose each character is, where a piece goes on to the next one, or else to the end of its line."""
    owners: Owners = []
    for number, line in enumerate(_split(text), start=1):
        here = [NOBODY] * len(line)
        indent = len(line) - len(line.lstrip())
        for column, owner in sorted(starts.get(number, ())):
            start = max(column - 1, indent)
            here[start:] = [owner] * len(here[start:])
        owners += here
    return owners


def _lines(text: str, owners: Owners) -> list[SourceLine]:
    start = 0
    lines = []
    for line in _split(text):
        body = line.rstrip("\r\n")
        lines.append(tuple(_pieces(body, owners[start : start + len(body)])))
        start += len(line)
    return lines


def _pieces(line: str, owners: Owners) -> Iterator[SourcePiece]:
    """Neighbours with one owner together."""
    start = 0
    while start < len(line):
        stop = start + 1
        while stop < len(line) and owners[stop] == owners[start]:
            stop += 1
        yield SourcePiece(line[start:stop], owners[start])
        start = stop
