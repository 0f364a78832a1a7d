"""The YAML pane: the manifest's lines with their colours, the fields they belong to, and the marks on them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from podbuilder.builder.pages.drawn_parts import Drawn, drawn_as
from podbuilder.builder.pages.html import escaped
from podbuilder.kube.catalogue import Catalogue, FieldSpec
from podbuilder.kube.core.field import FieldPath, Key
from podbuilder.kube.core.limits import SHOWN_CHARACTERS, SHOWN_LINES
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.objects_beside import objects_beside
from podbuilder.kube.yamltext.highlight import LONGEST_KEPT, Line, tokens
from podbuilder.kube.yamltext.json_layout import LONG
from podbuilder.kube.yamltext.source import split_lines

# How many lines a browser is sent together, lays out and paints together, or skips while they are out of sight.
CHUNK = 25
# Characters of HTML of a chunk that is kept once it is drawn.
LONGEST_CHUNK = 30_000
_TEXT = itemgetter(1)
# How the class of a line with a mark begins, and with each of the marks.
MARKED = " l--"
MARKS = tuple(f"{MARKED}{kind}" for kind in ("error", "warning"))
# The class of a line of another object, which leads there.
BESIDE = " l--beside"
CLASS_OF_TOKEN = {"key": "tok-key", "string": "tok-string", "number": "tok-number", "comment": "tok-comment"}


class LineWindow(NamedTuple):
    """The lines of a text that are shown, from 1: a long text is shown in parts."""

    first: int
    last: int
    total: int

    @classmethod
    def around(cls, line: int, count: int, *, is_ended: bool = False) -> LineWindow:
        """The part with this line of a text with so many lines. What follows the last line break is none of them."""
        count = max(count - is_ended, 1)
        start = (min(max(line, 1), count) - 1) // SHOWN_LINES * SHOWN_LINES
        return cls(start + 1, min(start + SHOWN_LINES, count), count)

    @property
    def is_cut(self) -> bool:
        return self.last - self.first + 1 < self.total

    @property
    def earlier(self) -> int:
        """The first line of the part before; 0 if there is none."""
        return max(self.first - SHOWN_LINES, 0)

    @property
    def later(self) -> int:
        """The first line of the part after; 0 if there is none."""
        return self.last + 1 if self.last < self.total else 0


def draw_chunks(
    manifest: Manifest, go: str, fields: Catalogue, *, marks: dict[int, str], new: Iterable[int] = (), shown: LineWindow
) -> list[Drawn]:
    """The lines as HTML, some together. `go` is the address that leads to a line's field, `fields` tells how fields are
    spelt; `marks` names a line's mark ("error", "warning"), `new` holds the lines that just changed, and `shown` says
    which are drawn; all count from 1.

    Written by hand and not by a template: it is drawn at every keystroke.
    """
    # The empty text after the last line break is drawn, too, and is no line.
    part = slice(shown.first - 1, shown.last if shown.later else None)
    lines, paths = tokens(manifest.text), manifest.fields_by_line()[part]
    classes = _classes(manifest, lines, marks, new)[part]
    lines = lines[part]
    chunks = []
    for start in range(0, len(paths), CHUNK):
        here = slice(start, start + CHUNK)
        columns = tuple(lines[here]), tuple(paths[here]), tuple(classes[here])
        some = _Chunk(start // CHUNK, shown.first + start, *columns)
        try:
            chunks.append(_kept_chunk(some, go, fields))
        except _TooLong as problem:
            chunks.append(problem.chunk)
    return chunks


class _Chunk(NamedTuple):
    """Lines that are drawn together: which chunk it is, the number of its first line, and what each line has."""

    number: int
    first: int
    lines: tuple[Line, ...]
    paths: tuple[FieldPath | None, ...]
    classes: tuple[str, ...]


def _classes(manifest: Manifest, lines: list[Line], marks: dict[int, str], new: Iterable[int]) -> list[str]:
    """The further classes of each line; hardly any has one."""
    found, text = [""] * len(lines), manifest.text
    for number, kind in marks.items():
        if 0 < number <= len(found):
            found[number - 1] = f"{MARKED}{kind}"
    for one in objects_beside(manifest):
        for number in one.lines:
            found[number - 1] += BESIDE
    for number in _long_lines(text):
        found[number - 1] += " l--long"
    for number in new:
        found[number - 1] += " l--new"
    if len(lines) > 1 and not lines[-1]:
        found[-1] += " l--end"
    return found


def _draw_chunk(chunk: _Chunk, go: str, fields: Catalogue) -> Drawn:
    """Some lines as HTML."""
    drawn = ""
    columns = chunk.lines, spelt(chunk.paths, fields), chunk.classes
    for number, (line, name, classes) in enumerate(zip(*columns, strict=True), start=chunk.first):
        mark = f' id="{line_id(number)}"' if classes.startswith(MARKS) else ""
        where = f' data-path="{escaped(name)}"' if name else ""
        jump = f'<a class="l__n" tabindex="-1" href="{go}?line={number}">{number}</a>'
        drawn += f'<span class="l{classes}"{mark}{where}>{jump}{_colours(line)}\n</span>'
    # Every piece of the manifest above went through escape().
    return drawn_as(f'<span class="yaml__chunk" id="yaml-{chunk.number}">{drawn}</span>')


class _TooLong(Exception):
    """A chunk that takes more room than what people write, so that none of it is kept."""

    def __init__(self, chunk: Drawn) -> None:
        super().__init__()
        self.chunk = chunk


# From one keystroke to the next most chunks are the same.
@lru_cache(512)
def _kept_chunk(chunk: _Chunk, go: str, fields: Catalogue) -> Drawn:
    drawn = _draw_chunk(chunk, go, fields)
    if len(drawn.tail) > LONGEST_CHUNK:
        raise _TooLong(drawn)
    return drawn


def _long_lines(text: str) -> frozenset[int]:
    """The lines that are broken where the pane ends, so that minified JSON can be read at all."""
    if len(text) < LONG:
        return frozenset()
    return frozenset(number for number, line in enumerate(text.splitlines(), start=1) if len(line) > LONG)


def line_id(number: int) -> str:
    """The HTML id of a line that has a mark."""
    return f"line-{number}"


def draw_text(text: str, shown: LineWindow) -> SafeString:
    """Some lines of a text of YAML, numbered and in colours, to be read."""
    lines = tokens(text.removesuffix("\n"))[shown.first - 1 : shown.last]
    drawn = [
        f'<span class="l"><span class="l__n" aria-hidden="true">{number}</span>{_colours(line)}\n</span>'
        for number, line in enumerate(lines, start=shown.first)
    ]
    return mark_safe("".join(drawn))  # noqa: S308 - every piece of the text went through escape()


def _colours(line: Line) -> str:
    return (_kept if sum(map(len, map(_TEXT, line))) <= LONGEST_KEPT else _drawn)(line)


def _drawn(line: Line) -> str:
    drawn = ""
    room = SHOWN_CHARACTERS
    for kind, text in line:
        if len(text) > room:
            more = f'<i class="tok-comment">… {len(text) - room:,} characters more</i>'
            return f"{drawn}{escaped(text[:room])}{more}"
        room -= len(text)
        name = CLASS_OF_TOKEN.get(kind)
        drawn += f'<i class="{name}">{escaped(text)}</i>' if name else escaped(text)
    return drawn


# At each keystroke all lines but one are as they were.
_kept = lru_cache(4096)(_drawn)


def spelt(paths: Iterable[tuple[str | int, ...] | None], fields: Catalogue) -> list[str]:
    """Paths as the API server prints them, "" for none. A line's path is mostly that of another with one part more."""
    known: dict[tuple[str | int, ...], tuple[str, FieldSpec | None]] = {(): ("", fields.root)}
    names = []
    for path in paths:
        here = path or ()
        length = len(here)
        while here[:length] not in known:
            length -= 1
        name, spec = known[here[:length]]
        for end in range(length, len(here)):
            part, kind = here[end], spec.type if spec else ""
            shown = f"[{part}]" if isinstance(part, int | Key) or kind == "map" else part
            name += shown if not name or shown[:1] == "[" else f".{shown}"
            if isinstance(part, int):
                spec = spec.item if spec and kind == "list" else None
            elif spec:
                spec = spec.item if kind == "map" else spec.fields.get(part)
            known[here[: end + 1]] = name, spec
        names.append(known[here][0])
    return names


def changed_lines(old: str, new: str) -> range:
    """The lines of `new`, counted from 1, between the first and the last that differ from `old`."""
    before, after = split_lines(old), split_lines(new)
    if before == after:
        return range(0)
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return range(first + 1, len(after) - last + 1)
