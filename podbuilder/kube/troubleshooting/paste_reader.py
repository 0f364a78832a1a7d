"""Pastes into facts: describe output, YAML, JSON, events, rows of pods, logs and prose, in any mixture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from podbuilder.kube.troubleshooting.entries import entries_of, is_entry
from podbuilder.kube.troubleshooting.event_rows import EventRow, event_row
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.json_lines import unfolded
from podbuilder.kube.troubleshooting.paste_lines import PasteLine, lines_of
from podbuilder.kube.troubleshooting.states import facts_in
from podbuilder.kube.troubleshooting.status_rows import status_row

# A line this long was broken by the terminal's edge, whatever follows; one half as long may have been, at a long word.
_EDGE = 70
_HALF = 35
# A message goes on below itself, which is at least this far to the right of where its row begins.
_BELOW = 6
# A message that goes on longer was never one.
_MOST_CONTINUED = 12
# JSON may have everything on one line.
_MOST_KEYS = 10_000


def read_facts(text: str) -> Facts:
    """What a paste says, in its order; an empty one says nothing. Nothing in it raises.

    At most MOST_CHARACTERS and MOST_LINES of it are read.
    """
    lines, left_out = lines_of(text)
    rows = [event_row(line.text) for line in lines]
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


def _event(row: EventRow, lines: list[PasteLine]) -> Fact:
    return Fact(
        FactKind.EVENT,
        row.reason,
        " ".join([row.message, *(line.text.strip() for line in lines[1:])]).strip(),
        " ".join(line.raw for line in lines),
        tuple(line.number for line in lines),
        container=row.container,
        group=row.group,
        about=row.about,
        count=row.times,
    )


def _end(lines: list[PasteLine], rows: list[EventRow | None], at: int) -> int:
    """Where the message of the event on a line ends, which may have been wrapped."""
    end = at + 1
    while end < min(len(lines), at + _MOST_CONTINUED):
        line = lines[end]
        if not line.text.strip() or rows[end] or status_row(line.text):
            break
        length = len(lines[end - 1].raw)
        broken = length >= _EDGE or (length >= _HALF and not is_entry(line))
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
        found = list(facts_in(entries_of(islice(unfolded(block), _MOST_KEYS) if _is_json(block) else block)))
        yield from found
        # A part of a message that was folded may say what the whole does not.
        folded = {
            number for fact in found if len(fact.lines) > 1 and fact.kind is not FactKind.FIELD for number in fact.lines
        }
        for line in block:
            if line.text and line.number not in folded:
                yield Fact(FactKind.LINE, "", line.text.strip(), line.raw, (line.number,))


def _blocks(lines: list[PasteLine]) -> Iterator[list[PasteLine]]:
    """The lines in parts: JSON apart from what is none."""
    block: list[PasteLine] = []
    depth = 0
    for line in lines:
        begins = depth <= 0 and line.text.strip().startswith(("{", '"', "[{"))
        if begins != _is_json(block) and block and depth <= 0:
            yield block
            block = []
        block.append(line)
        if _is_json(block):
            depth += line.text.count("{") - line.text.count("}")
    if block:
        yield block


def _is_json(block: list[PasteLine]) -> bool:
    return bool(block) and block[0].text.strip().startswith(("{", '"', "[{"))
