"""Pastes into facts: describe output, YAML, JSON, events, rows of pods, logs and prose, in any mixture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise, zip_longest

from podbuilder.kube.troubleshooting.entries import entries_of, is_entry
from podbuilder.kube.troubleshooting.event_rows import TYPES, EventRow, event_row
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.json_lines import unfolded, whole_lines
from podbuilder.kube.troubleshooting.paste_lines import TERMINALS, PasteLine, lines_of
from podbuilder.kube.troubleshooting.states import facts_in, told_lines
from podbuilder.kube.troubleshooting.status_rows import status_row

# A line this long was broken by the terminal's edge, whatever follows; one half as long may have been, at a long word.
_EDGE = 70
# Editors break between words: the next word would not have fitted.
_WIDTH = 80
_HALF = 35
# A message goes on below itself, which is at least this far to the right of where its row begins.
_BELOW = 6
# A message that goes on longer was never one.
_MOST_CONTINUED = 12
# JSON may have everything on one line.
_MOST_KEYS = 10_000
_JSON = re.compile(r"\s*(?:\{|\[\{|\"[\w.-]{1,63}\": ?(?:[\[{\"\d-]|true|false|null|$))")


def read_facts(text: str) -> Facts:
    """What a paste says, in its order; an empty one says nothing. Nothing in it raises.

    At most MOST_CHARACTERS and MOST_LINES of it are read.
    """
    lines, left_out = lines_of(text)
    rows = _rows(lines)
    found: list[Fact] = []
    rest: list[PasteLine] = []
    at = 0
    while at < len(lines):
        row, line = rows[at], lines[at]
        if row:
            end = _end(lines, rows, at)
            found.append(_event(row, lines[at:end]))
            # What stood before an event does not go on behind it.
            rest.append(PasteLine(line.number, "", ""))
            at = end
            continue
        status = _status(line)
        found.extend(status)
        rest.extend([] if status else [line])
        at += 1
    found.extend(_from_entries(rest))
    return Facts(tuple(sorted(found, key=lambda fact: fact.lines[0])), left_out)


def _rows(lines: list[PasteLine]) -> list[EventRow | None]:
    """The event that begins on each line; one whose row was broken behind its type begins on the first."""
    rows: list[EventRow | None] = []
    is_begun = False
    for line, below in zip_longest(lines, lines[1:]):
        broken = below is not None and line.text.endswith(TYPES)
        rows.append(None if is_begun else event_row(f"{line.text} {below.text}" if broken else line.text))
        is_begun = broken and rows[-1] is not None
    return rows


def _event(row: EventRow, lines: list[PasteLine]) -> Fact:
    return Fact(
        FactKind.EVENT,
        row.reason,
        _joined(row.message, lines[1:] if lines[0].text.endswith(TYPES) else lines),
        " ".join(line.raw for line in lines),
        tuple(line.number for line in lines),
        container=row.container,
        group=row.group,
        about=row.about,
        count=row.times,
    )


def _joined(message: str, lines: list[PasteLine]) -> str:
    """A message with the lines on which it goes on; a terminal breaks inside of words."""
    for before, line in pairwise(lines):
        blank = "" if len(before.text) in TERMINALS else " "
        message = f"{message}{blank}{line.text.strip()}"
    return message.strip()


def _end(lines: list[PasteLine], rows: list[EventRow | None], at: int) -> int:
    """Where the message of the event on a line ends, which may have been wrapped."""
    end = at + (2 if lines[at].text.endswith(TYPES) else 1)
    while end < min(len(lines), at + _MOST_CONTINUED):
        line = lines[end]
        if not line.text.strip() or rows[end] or status_row(line.text):
            break
        length = max(len(lines[end - 1].text), len(lines[end - 1].raw))
        fits = length + len(line.text.split(maxsplit=1)[0]) < _WIDTH
        broken = length >= _EDGE or not fits or (length >= _HALF and not is_entry(line))
        if not broken and line.indent <= lines[at].indent + _BELOW:
            break
        end += 1
    return end


def _status(line: PasteLine) -> list[Fact]:
    row = status_row(line.text)
    if not row:
        return []
    text = f"{row.status} {row.ready}/{row.containers}{' restarted' if row.restarts else ''}"
    return [Fact(FactKind.STATUS, row.status, text, line.raw, (line.number,), about=row.name, count=row.restarts)]


def _from_entries(lines: list[PasteLine]) -> Iterator[Fact]:
    """The states and fields on the lines that are left, and each of these lines by itself.

    A line of a log looks much like an entry, so it is kept as a line, too.
    """
    for block in _blocks(lines):
        is_json = _is_json(block)
        block = list(whole_lines(block)) if is_json else block
        entries = entries_of(islice(unfolded(block), _MOST_KEYS) if is_json else block)
        found = list(facts_in(entries))
        told = set() if is_json else told_lines(entries)
        yield from found
        # A part of a message that was folded may say what the whole does not.
        folded = {
            number for fact in found if len(fact.lines) > 1 and fact.kind is not FactKind.FIELD for number in fact.lines
        }
        for line in block:
            if line.text and line.number not in folded and line.number not in told:
                yield Fact(FactKind.LINE, "", line.text.strip(), line.raw, (line.number,))


def _blocks(lines: list[PasteLine]) -> Iterator[list[PasteLine]]:
    """The lines in parts: JSON apart from what is none."""
    block: list[PasteLine] = []
    depth = 0
    for line in lines:
        begins = depth <= 0 and bool(_JSON.match(line.text))
        if begins != _is_json(block) and block and depth <= 0:
            yield block
            block = []
        block.append(line)
        if _is_json(block):
            depth += line.text.count("{") - line.text.count("}")
    if block:
        yield block


def _is_json(block: list[PasteLine]) -> bool:
    return bool(block) and bool(_JSON.match(block[0].text))
