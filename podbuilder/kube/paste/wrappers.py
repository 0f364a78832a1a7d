"""What stands around a manifest that comes from a page, a mail, a terminal or a diff, line by line.

Each function gets the lines of a text that cannot be read, and says what it found and what is left without it; None if
that is not around this text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from podbuilder.kube.paste.lines import PastedLine, Unwrapped, trace_at, without_margin

_FENCE = re.compile(r"[ \t]*(?:```|~~~)[ \t]?[\w+-]{0,20}[ \t]*\Z")
_QUOTED = re.compile(r"[ \t]{0,9}>")
_HERE = re.compile(r"<<-?[ \t]*([\"'\\]?)(\w+)\1")
_PROMPT = re.compile(r"[ \t]*(?:[$%❯➜]|[\w.-]++@[\w.-]++[^$#]{0,80}+[$#]|PS [A-Z]:[^>]{0,200}>)(?:[ \t]+\S|[ \t]*\Z)")
_NUMBER = re.compile(r"[ \t]{0,9}(\d{1,6})(?:[ \t]{0,3}[:.)|│]|(?=[ \tA-Za-z#{}\[\]-])|\Z)")
_ALONE = re.compile(r"[ \t]{0,9}\d{1,6}[ \t]*\Z")
_ALIGNED = re.compile(r"[ \t]*(\d{1,6})[:.)|│]?[ \t]*")
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_HEADER = re.compile(r"diff --git |index [0-9a-f]{4,}|--- \S|\+\+\+ \S|(?:new|deleted) file mode ")
# A sentence: words from the first column on, with no colon but at its end.
_PROSE = re.compile(r"[A-Za-z][\w’'/-]{0,60}[,;]? [^:#{}\[\]]{1,500}[.:!?]?\Z")
_BEGIN = re.compile(r"(?:---|\ufeff?(?:apiVersion|kind)[ \t]*:)")
# Of the lines with something in them, the part that must have the mark.
_MOST = 0.8


def fences(lines: list[PastedLine]) -> Unwrapped | None:
    """Markdown's fences of three backquotes: what stands in each, and in all of them."""
    marks = [i for i, line in enumerate(lines) if _FENCE.match(line.text)]
    if not marks:
        return None
    stretches = [lines[a + 1 : b] for a, b in zip(marks[::2], [*marks[1::2], len(lines)], strict=False)]
    if len(marks) == 1 and marks[0] > 0:
        stretches.append(lines[: marks[0]])
    message = "This line is Markdown: it fences a text in. Only what stands between two such lines is YAML."
    return Unwrapped(trace_at(lines[marks[0]], message), tuple(map(without_margin, stretches)))


def quotation(lines: list[PastedLine]) -> Unwrapped | None:
    """The `>` that mail and threads put before each line of a quotation."""
    full = [line for line in lines if not line.is_empty]
    quoted = [line for line in full if _QUOTED.match(line.text)]
    if not quoted or len(quoted) < _MOST * len(full):
        return None
    left = [line.after(match.end()) for line in lines if (match := _QUOTED.match(line.text))]
    message = "Each line begins with “>”, as mail and threads quote; for YAML it begins a text."
    return Unwrapped(trace_at(quoted[0], message), (without_margin(left),))


def here_document(lines: list[PastedLine]) -> Unwrapped | None:
    """A command with a here-document, as in `cat <<EOF | kubectl apply -f -`."""
    for i, line in enumerate(lines):
        match = _HERE.search(line.text)
        if match is None or line.text.lstrip().startswith("#") or ":" in line.text[: match.start()].split("<<")[0]:
            continue
        ends = {match[2], f"> {match[2]}", f">{match[2]}"}
        last = next((j for j in range(i + 1, len(lines)) if lines[j].text.strip() in ends), len(lines))
        body = lines[i + 1 : last]
        if body and all(one.text.startswith(">") or one.is_empty for one in body):
            body = without_margin([one.after(1) for one in body])
        message = (
            f"This is a shell's command, and what follows up to “{match[2]}” its here-document. The YAML is that alone."
        )
        return Unwrapped(trace_at(line, message), (body,))
    return None


def prompts(lines: list[PastedLine]) -> Unwrapped | None:
    """Lines of a terminal that begin with its prompt: the command is no part of what it printed."""
    found = [line for line in lines if _PROMPT.match(line.text)]
    if not found or len(found) > 20:
        return None
    left = [line for line in lines if not _PROMPT.match(line.text)]
    message = "This line begins with a terminal's prompt: it is a command, no part of the manifest."
    return Unwrapped(trace_at(found[0], message), (left,))


def line_numbers(lines: list[PastedLine]) -> Unwrapped | None:
    """Line numbers before the lines, or on lines of their own."""
    full = [line for line in lines if not line.is_empty]
    matches = [_NUMBER.match(line.text) for line in full]
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < 3 or not _count_up(numbers):
        return None
    message = "The lines begin with their numbers, which are no part of the manifest."
    alone = [line for line in full if _ALONE.match(line.text)]
    if len(numbers) == len(full) and len(alone) < len(full):
        readings = (_after_one(full), _after_aligned(full))
        return Unwrapped(trace_at(full[0], message), readings)
    if len(alone) == len(numbers) and len(alone) * 3 >= len(full):
        return Unwrapped(trace_at(alone[0], message), ([line for line in full if line not in alone],))
    return None


def _count_up(numbers: list[int]) -> bool:
    return all(0 < b - a <= 2 for a, b in itertools.pairwise(numbers))


def _after_one(full: list[PastedLine]) -> list[PastedLine]:
    """The lines after the number and what ends it."""
    return without_margin([line.after(match.end()) for line in full if (match := _NUMBER.match(line.text))])


def _after_aligned(full: list[PastedLine]) -> list[PastedLine]:
    """The lines from the column on at which the text of the first begins: the numbers are padded to one width."""
    matches = [_ALIGNED.match(line.text) for line in full]
    column = min(match.end() for match in matches if match and match.end())
    widest = max(match.end(1) for match in matches if match)
    return without_margin([line.after(max(column, widest)) for line in full])


def diff_marks(lines: list[PastedLine]) -> Unwrapped | None:
    """The marks of a diff: the lines of its new side, those with “+” and those without a mark."""
    full = [line for line in lines if not line.is_empty]
    body = [line for line in full if not _HEADER.match(line.text) and not _HUNK.match(line.text)]
    added = [line for line in body if line.text.startswith("+")]
    if not added or any(line.text[0] not in "+- \\" for line in body):
        return None
    kept = [line.after(1) for line in lines if line in added or line.text[:1] == " " or line.is_empty]
    first = added[0] if len(body) == len(full) else full[0]
    message = "The lines have the marks of a diff. Its new side is the lines with “+” and those without a mark."
    return Unwrapped(trace_at(first, message), (kept,))


def prose(lines: list[PastedLine]) -> Unwrapped | None:
    """Sentences above and below a manifest."""
    begin = next((i for i, line in enumerate(lines) if _BEGIN.match(line.text)), None)
    if begin is None:
        return None
    end = next((i for i in range(begin, len(lines)) if _PROSE.match(lines[i].text)), len(lines))
    above = next((line for line in lines[:begin] if not line.is_empty and line.text[0] not in "#%"), None)
    first = above or next(iter(lines[end:]), None)
    if first is None:
        return None
    left = lines[begin:end] if above else lines[:end]
    message = "This line is no YAML; it reads like a sentence beside the manifest."
    return Unwrapped(trace_at(first, message), (left,), is_sure=False)


def separators(lines: list[PastedLine]) -> Unwrapped | None:
    """A line `---` that is missing between two manifests."""
    places = list(_second_beginnings(lines))
    if not places:
        return None
    left = list(lines)
    for place in reversed(places):
        left.insert(place, PastedLine(lines[place].number, "---", lines[place].end or "\n"))
    message = "A second manifest begins here, and no line “---” separates it from the one above."
    return Unwrapped(trace_at(lines[places[0]], message), (left,))


def _second_beginnings(lines: list[PastedLine]) -> Iterator[int]:
    """The lines with which another manifest begins in the same document, with the comments above it."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.text.startswith(("---", "...")):
            seen = set()
        key, colon, _ = line.text.partition(":")
        if not colon or key.strip() != key or key not in ("apiVersion", "kind", "metadata", "spec"):
            continue
        if key in seen and key in ("apiVersion", "kind"):
            while i > 0 and lines[i - 1].text.startswith("#"):
                i -= 1
            yield i
            seen = set()
        seen.add(key)
