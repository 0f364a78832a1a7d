"""A pasted text that is no manifest yet: what it is instead or what is in the way, and the manifest that is in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_LINES, MAX_PASTE
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.recognition import MANIFEST, UNKNOWN, recognize
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.paste import foreign_parameters, html, slips, snippets, wrappers
from podbuilder.kube.paste.characters import name_of
from podbuilder.kube.paste.json_comments import forgiving_json, strict_json
from podbuilder.kube.paste.lines import PastedLine, Trace, Unwrapped, joined, lines_of, trace_at
from podbuilder.kube.paste.occurrences import (
    COLON,
    DASH,
    GAP,
    INDENT,
    KEY,
    QUOTE,
    VALUE,
    Occurrence,
    occurrences,
    replaced,
)
from podbuilder.kube.templating import Parameter
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem

# From the outside to the inside: a mail quotes a page that shows a terminal.
_AROUND: tuple[Callable[[list[PastedLine]], Unwrapped | None], ...] = (
    html.page,
    wrappers.here_document,
    wrappers.quotation,
    wrappers.fences,
    wrappers.prompts,
    wrappers.line_numbers,
    wrappers.diff_marks,
    html.entities,
    wrappers.prose,
    forgiving_json,
)
_INSIDE = (slips.tabs, slips.signs, slips.dashes, wrappers.separators)
_ROUNDS = 3
_PLACES = {
    INDENT: "stands in the indentation, where YAML takes spaces only",
    DASH: "stands where “-” belongs",
    COLON: "stands where “:” belongs",
    QUOTE: "stands where a straight quote belongs; for YAML it is a letter of the text",
    KEY: "stands in this key",
    VALUE: "stands in this value",
    GAP: "stands where YAML takes a space only",
}


@dataclass(frozen=True)
class Diagnosis:
    """What is in the way of reading a text, and the text without it; false if nothing was recognized."""

    # The first is what to say if only one thing is said.
    traces: tuple[Trace, ...] = ()
    # A text that can be read as a manifest; "" if none could be recovered.
    cleaned: str = ""
    # What the placeholders in the cleaned text are.
    parameters: tuple[Parameter, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.traces)

    @property
    def problem(self) -> ManifestError:
        """The first trace as the reason why the text cannot be read."""
        first = self.traces[0]
        return ManifestError(first.message, first.line, first.column)


NOTHING = Diagnosis()


def diagnose(text: str | bytes) -> Diagnosis:
    """What is in the way of a text that may not be a manifest. For one of clean ASCII that is one, it is nothing."""
    if isinstance(text, bytes):
        try:
            text = parse.text_of(text)
        except YamlProblem:
            return NOTHING
    if len(text) > MAX_CHARACTERS or text.count("\n") >= MAX_LINES or (len(text) > MAX_PASTE and text.isascii()):
        return NOTHING
    lines, traces = lines_of(text), list[Trace]()
    made: tuple[Parameter, ...] = ()
    is_read = _is_read(lines)
    is_short = len(text) <= MAX_PASTE
    if is_read:
        lines, is_read = _in_turn((strict_json,), lines, traces, is_read)
    elif is_short and not _is_read(_ascii(lines)):
        lines, is_read = _unwrapped(lines, traces)
    lines, is_read = _with_ascii(lines, traces, is_read)
    if not is_read and is_short:
        lines, made, is_read = _completed(lines, traces)
    cleaned = joined(lines) if is_read and traces else ""
    return Diagnosis(tuple(traces), "" if cleaned == text else cleaned, made)


def _completed(lines: list[PastedLine], traces: list[Trace]) -> tuple[list[PastedLine], tuple[Parameter, ...], bool]:
    """Mend what is missing inside, or say what else it is."""
    made: tuple[Parameter, ...] = ()
    lines, is_read = _in_turn(_INSIDE, lines, traces, False)
    if not is_read:
        lines, made, is_read = _filled(lines, traces)
    if not is_read:
        lines, is_read = _named(lines, traces)
    return lines, made, is_read


def _is_read(lines: list[PastedLine]) -> bool:
    """Whether there is a pod, and no document that is no YAML."""
    try:
        found = parse.documents(joined(lines))
        if len(found) > 1:
            for one in found:
                one.read()
        Manifest.read(joined(lines))
    except (ManifestError, YamlProblem):
        return False
    return True


def _unwrapped(lines: list[PastedLine], traces: list[Trace]) -> tuple[list[PastedLine], bool]:
    is_read = False
    for _ in range(_ROUNDS):
        if not is_read:
            lines, is_read = _in_turn(_AROUND, lines, traces, is_read)
    return lines, is_read


def _in_turn(
    steps: tuple[Callable[[list[PastedLine]], Unwrapped | None], ...],
    lines: list[PastedLine],
    traces: list[Trace],
    is_read: bool,
) -> tuple[list[PastedLine], bool]:
    """Take away what each step finds, until what is left can be read."""
    for step in steps:
        found = step(lines) if lines else None
        if found is None:
            continue
        best = next((one for one in found.readings if _is_read(one) or _is_read(_ascii(one))), None)
        if best is None and not found.is_sure:
            continue
        if found.trace.message not in [trace.message for trace in traces]:
            traces.append(found.trace)
        lines = max(found.readings, key=len) if best is None else best
        if _is_read(lines):
            return lines, True
    return lines, is_read


def _ascii(lines: list[PastedLine]) -> list[PastedLine]:
    text = joined(lines)
    return lines_of(replaced(text, occurrences(text)))


def _with_ascii(lines: list[PastedLine], traces: list[Trace], is_read: bool) -> tuple[list[PastedLine], bool]:
    """Say which characters look like others, and put those in their place."""
    text = joined(lines)
    found = occurrences(text)
    if not found:
        return lines, is_read
    traces += _traces_of(found, text, lines)
    for other in (False, True):
        left = _renumbered(lines_of(replaced(text, found, other=other)), lines)
        if _is_read(left):
            return left, True
    return (lines, True) if is_read else (_renumbered(lines_of(replaced(text, found)), lines), False)


def _renumbered(left: list[PastedLine], lines: list[PastedLine]) -> list[PastedLine]:
    """Lines with their numbers in the pasted text; replacing a character keeps the lines, unless it ended one."""
    return [one._replace(number=lines[min(i, len(lines) - 1)].number) for i, one in enumerate(left)]


def _traces_of(found: list[Occurrence], text: str, lines: list[PastedLine]) -> list[Trace]:
    """One trace for each kind of character, at its first place."""
    first: dict[str, Occurrence] = {}
    counts: dict[str, int] = {}
    for one in found:
        character = text[one.offset]
        first.setdefault(character, one)
        counts[character] = counts.get(character, 0) + 1
    starts, start = [], 0
    for line in lines:
        starts.append(start)
        start += len(line.text) + len(line.end)
    return [_trace_of(one, text, starts, lines, counts[text[one.offset]]) for one in first.values()]


def _trace_of(one: Occurrence, text: str, starts: list[int], lines: list[PastedLine], count: int) -> Trace:
    line = bisect_right(starts, one.offset) - 1
    name = name_of(text[one.offset])
    article = "An" if name[0] in "aeio" else "A"
    where = _PLACES.get(one.place) or f"stands where “{one.replacement}” belongs"
    rest = f", and so in {count - 1} more place{'' if count == 2 else 's'}" if count > 1 else ""
    meant = f"; “{one.replacement}” is meant" if one.place in (KEY, VALUE) and one.replacement.strip() else ""
    return trace_at(lines[line], f"{article} {name} {where}{meant}{rest}.", one.offset - starts[line])


def _filled(lines: list[PastedLine], traces: list[Trace]) -> tuple[list[PastedLine], tuple[Parameter, ...], bool]:
    """Name placeholders that make a text unreadable, and fill in our own."""
    computed = foreign_parameters.control(lines)
    if computed is not None:
        traces.append(computed)
        return lines, (), False
    found = foreign_parameters.parametrized(lines)
    if found is None or not _is_read(found.lines):
        return lines, (), False
    traces.append(found.trace)
    return found.lines, found.parameters, True


def _named(lines: list[PastedLine], traces: list[Trace]) -> tuple[list[PastedLine], bool]:
    """Say what else the text is. A part of a pod can be completed."""
    document = _document(lines)
    found = snippets.completed(lines, document) if document is not None else None
    if found is not None and _is_read(found.readings[0]):
        traces.append(found.trace)
        return found.readings[0], True
    found_format = recognize(joined(lines))
    # Of a template whose placeholders are known to be in the way, that is all there is to say.
    if found_format.name not in (MANIFEST, UNKNOWN, "helm-template" if traces else ""):
        sentences = found_format.sentences(is_imported=found_format.name in FORMS)
        traces.insert(0, trace_at(next(line for line in lines if not line.is_empty), sentences))
    return lines, False


def _document(lines: list[PastedLine]) -> Any:
    """The one document of a text; None if it has another number of them or cannot be read."""
    try:
        found = parse.documents(joined(lines))
        tree = found[0].tree if len(found) == 1 else None
    except YamlProblem:
        return None
    return None if tree is None else tree.root.value
