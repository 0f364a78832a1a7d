"""The report of an import: a line for each key, put together from what was done, what was refused and what is left.

No line stands above another one, and no two at the same place.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from podbuilder.kube.conversion_report.note import Note, left, nothing, refused
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.compose_file import ComposeFile, Oddity, OddityNote
from podbuilder.kube.importers.compose.compose_node import ComposeNode, NodeKind, TextPlace
from podbuilder.kube.importers.compose.problem import ComposeProblem
from podbuilder.kube.importers.compose.substitution import Source
from podbuilder.kube.importers.compose.written_place import WrittenPlaces

_MERGE, _EXTENSION = "<<", "x-"
# What there is to say of what nothing was said of.
_BROUGHT = nothing("It brings the keys of another mapping, which have lines of their own.")
_NOTED = nothing("Compose does not read keys that begin with x-. What takes its value from them has a line of its own.")
_NOTHING = nothing("It is empty, and says nothing.")
_REPLACED = left("What stands later in the file takes its place.")
_RESET = left("The tag !reset takes away what was there.")
_UNREADABLE = "Without the variable it cannot be read."
_OPEN = (Source.OPEN, Source.REQUIRED)
# The more a line has to say, the later: of two notes about one place, the graver counts.
_GRAVITY = (
    *(Outcome.NOTHING, Outcome.CARRIED, Outcome.COMPANION, Outcome.DIFFERENT),
    *(Outcome.LEFT, Outcome.QUESTION, Outcome.REFUSED),
)
# How long the path of a service's key is.
_KEY = 3
_SETTLED = (Outcome.NOTHING, Outcome.LEFT, Outcome.REFUSED)


class ImportReport:
    """The lines of a file's report, by their places."""

    def __init__(self, file: ComposeFile, places: WrittenPlaces) -> None:
        self._file = file
        self._places = places
        self._notes: dict[ValuePath, Note] = {}
        # The first line below each place that has some.
        self._below: dict[ValuePath, ValuePath] = {}
        # Where lines stand in the text, as far as that is known.
        self._text_places: dict[ValuePath, TextPlace] = {}

    def add(self, path: ValuePath, note: Note) -> None:
        """What became of a value of the file's long form."""
        place = self._places.of(path)
        if place is not None:
            self._put(place, note)

    def _put(self, place: ValuePath, note: Note) -> None:
        known = self._notes.get(place)
        if known is not None and _GRAVITY.index(known.outcome) >= _GRAVITY.index(note.outcome):
            return
        self._notes[place] = note
        if known is None:
            for depth in range(len(place)):
                self._below.setdefault(place[:depth], place)

    def first_lines(self, wanted: Container[str]) -> dict[str, str]:
        """The first line below services and keys of services that are wanted."""
        found = {}
        for path, line in self._below.items():
            if 0 < len(path) <= _KEY and (at := self._file.written(path)) in wanted:
                found[at] = self._file.written(line)
        return found

    def lines(self) -> tuple[ReportLine, ...]:
        """All lines, in the order of the text."""
        uses = self._variables()
        for problem in self._file.problems:
            self._tell(problem, uses)
        for document in self._file.documents:
            self._sweep(document, ("services",) if self._file.is_version_1 else ())
        for path, words in uses.items():
            self._about_variables(path, words)
        for oddity in self._file.oddities:
            self._add_words(oddity.path, _odd(oddity), Outcome.DIFFERENT)
        return tuple(self._ordered())

    def _sweep(self, node: ComposeNode, path: ValuePath) -> None:
        """Say something of each value that nothing was said of."""
        if path in self._notes:
            self._text_places[path] = node.place
            return
        if node.kind is NodeKind.MAPPING and node.written:
            for written in node.written:
                self._sweep_key(node, (*path, written.key))
        elif node.items:
            for number, item in enumerate(node.items):
                self._sweep(item, (*path, number))
        elif path not in self._below:
            self._put(path, _NOTHING if node.value is None or node.value == "" else _REPLACED)

    def _sweep_key(self, node: ComposeNode, path: ValuePath) -> None:
        key = str(path[-1])
        if key == _MERGE:
            self._put(path, _BROUGHT)
        elif key.startswith(_EXTENSION) and _has_known_keys(path[:-1]):
            self._put(path, _NOTED)
        elif (child := node.fields.get(key)) is not None:
            self._sweep(child, path)
        else:
            self._put(path, _RESET)

    def _ordered(self) -> Iterator[ReportLine]:
        places = self._text_places
        for path in self._notes:
            if path not in places:
                places[path] = self._file.place_of(path)
        for path in sorted(self._notes, key=places.__getitem__):
            note = self._notes[path]
            yield ReportLine(self._file.written(path), note.outcome, note.to, note.says)

    def _covering(self, path: ValuePath) -> ValuePath | None:
        """The line at a place or above it."""
        return next((path[:depth] for depth in range(len(path), 0, -1) if path[:depth] in self._notes), None)

    def _tell(self, problem: ComposeProblem, uses: dict[ValuePath, tuple[Source, list[str]]]) -> None:
        """What Compose refuses: in the line about it, or in one of its own."""
        path: ValuePath = tuple(problem.path)
        if problem.is_of_long_form:
            path = self._places.of(path) or path[:_KEY]
            if path[_KEY - 1 : _KEY] == ("depends_on",) and self._file.node_of(path) is None:
                # Another key implies it, whose own line tells.
                return
        covering = self._covering(path)
        place = covering or self._below.get(path)
        if place is not None and not covering and self._notes[place].outcome is Outcome.QUESTION:
            return
        if place is not None:
            says = f"Compose refuses this file: {problem.message}"
            self._add_words(place, says, Outcome.DIFFERENT, is_near=True)
        elif uses.get(path, ("", []))[0] in _OPEN:
            self._put(path, Note(Outcome.QUESTION, says=f"{_UNREADABLE} {problem.message}"))
        else:
            self._put(path, refused(problem.message))

    def _variables(self) -> dict[ValuePath, tuple[Source, list[str]]]:
        """By places, the variables without a value of their own, and the gravest of what was taken instead."""
        found: dict[ValuePath, tuple[Source, list[str]]] = {}
        for note in self._file.variables:
            if note.use.source in (*_OPEN, Source.DEFAULT):
                source, names = found.get(tuple(note.path), (note.use.source, []))
                worst = note.use.source if note.use.source in _OPEN else source
                found[tuple(note.path)] = worst, [*names, cut(note.use.name)]
        return found

    def _about_variables(self, path: ValuePath, words: tuple[Source, list[str]]) -> None:
        source, names = words
        told = ", ".join(dict.fromkeys(names))
        if source in _OPEN:
            says = f"The file does not say the value of {told}; here it is empty."
            if place := self._refused(path):
                self._put(place, Note(Outcome.QUESTION, says=f"{_UNREADABLE} {self._notes.pop(place).says}"))
            self._add_words(path, says, Outcome.QUESTION)
        else:
            self._add_words(path, f"The default of {told} is taken.", Outcome.DIFFERENT)

    def _refused(self, path: ValuePath) -> ValuePath | None:
        """The line that refuses what stands at a place."""
        place = self._covering(path)
        return place if place and self._notes[place].outcome is Outcome.REFUSED else None

    def _add_words(self, path: ValuePath, says: str, outcome: Outcome, is_near: bool = False) -> None:
        """Let the line about a place say this, too, unless nothing came of the place."""
        place = self._covering(path)
        if place is None:
            return
        note = self._notes[place]
        if note.outcome in _SETTLED and not is_near:
            return
        graver = max(note.outcome, outcome, key=_GRAVITY.index)
        if says not in note.says:
            self._notes[place] = Note(graver, note.to, " ".join(filter(None, (note.says, says))))


def _odd(oddity: OddityNote) -> str:
    if oddity.oddity is Oddity.RESPELLED:
        return "Without quotes Compose spells this value otherwise than it is written."
    return "Compose cuts a command at the first operator of a shell: a list with sh, -c and the line runs all of it."


# Mappings whose keys are anybody's: a variable may be called x-y.
_FREE = (
    *("services", "networks", "volumes", "secrets", "configs", "models", "depends_on", "ulimits"),
    "environment",
    "labels",
    "annotations",
    "sysctls",
    "options",
    "driver_opts",
    "args",
    "extra_hosts",
    "storage_opt",
)


def _has_known_keys(path: ValuePath) -> bool:
    return not path or path[-1] not in _FREE
