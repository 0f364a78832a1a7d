"""Slips of a person who types YAML, where what was meant is beyond doubt: tabs, signs that want quotes, lone dashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from podbuilder.kube.paste.lines import PastedLine, Unwrapped, trace_at

# How wide editors show a tab, the likeliest first.
_WIDTHS = (4, 2, 8)
# What no plain text begins with; a star begins an alias, too.
_SIGNS = frozenset("*@%`")
_BLOCKS = frozenset("|>")
_DASH = "- "
# The column of the key above a text, where there is none.
_OUTSIDE = -1


def tabs(lines: list[PastedLine]) -> Unwrapped | None:
    """Lines that are indented with tabs."""
    first = next((line for line in lines if "\t" in _indent(line.text)), None)
    if first is None:
        return None
    found = trace_at(first, "A tab indents this line, where YAML takes spaces only.", first.text.index("\t"))
    readings = tuple([line._replace(text=_expanded(line.text, width)) for line in lines] for width in _WIDTHS)
    return Unwrapped(found, readings, is_sure=False)


def signs(lines: list[PastedLine]) -> Unwrapped | None:
    """Values that begin with a sign of YAML, as in `schedule: */5 * * * *`."""
    return _mended(lines, _quoted, "A text that begins with “{}” must be in quotes.")


def dashes(lines: list[PastedLine]) -> Unwrapped | None:
    """A list's item whose dash stands further left than its keys."""
    following = dict(zip(map(id, lines), lines[1:], strict=False))

    def moved(line: PastedLine) -> str:
        return _moved(line.text, following[id(line)].text) if id(line) in following else line.text

    return _mended(lines, moved, "The dash stands too far from the keys of its item.")


def _mended(lines: list[PastedLine], change: Callable[[PastedLine], str], message: str) -> Unwrapped | None:
    left = [
        line if is_text else line._replace(text=change(line))
        for line, is_text in zip(lines, _texts(lines), strict=True)
    ]
    places = ((line, new.text) for line, new in zip(lines, left, strict=True) if line.text != new.text)
    first = next(places, None)
    if first is None:
        return None
    line, text = first
    column = next(i for i, (one, other) in enumerate(zip(line.text, text, strict=False)) if one != other)
    return Unwrapped(trace_at(line, message.format(line.text[column]), column), (left,), is_sure=False)


def _texts(lines: list[PastedLine]) -> Iterator[bool]:
    """Whether each line belongs to a text of several lines, which is the program's own."""
    around = _OUTSIDE
    for line in lines:
        column = len(_indent(line.text))
        if not line.is_empty and column <= around:
            around = _OUTSIDE
        yield around != _OUTSIDE
        last = line.text.split()[-1:]
        if around == _OUTSIDE and last and last[0][0] in _BLOCKS:
            around = column


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t"))]


def _expanded(text: str, width: int) -> str:
    indent = _indent(text)
    return indent.expandtabs(width) + text[len(indent) :]


def _quoted(line: PastedLine) -> str:
    for start in _starts(line.text):
        value = line.text[start:].partition(" #")[0].rstrip()
        is_alias = value.startswith("*") and value[1:].replace("-", "").replace("_", "").isalnum()
        if value[:1] in _SIGNS and value and not is_alias and '"' not in value and "\\" not in value:
            return f'{line.text[:start]}"{value}"{line.text[start + len(value) :]}'
    return line.text


def _starts(text: str) -> Iterator[int]:
    """Where a value may begin on a line: after a dash, and after a key."""
    start = len(_indent(text))
    if text.startswith(_DASH, start):
        start += len(_DASH)
        yield start
    colon = text.find(": ", start)
    if colon >= 0:
        yield colon + 2 + len(_indent(text[colon + 2 :]))


def _moved(text: str, below: str) -> str:
    """A line with its dash where the keys on the line below have it."""
    dash, column = len(_indent(text)), len(_indent(below)) - len(_DASH)
    key, _, value = text[dash + len(_DASH) :].partition(": ")
    is_item = text.startswith(_DASH, dash) and " " not in key and value.strip()[:1] not in {"", *_BLOCKS}
    has_key_below = column > dash and not below.lstrip().startswith((_DASH, "#")) and ":" in below
    return " " * column + text[dash:] if is_item and has_key_below else text
