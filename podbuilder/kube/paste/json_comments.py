"""JSON as people write it for programs that forgive: with comments, and with a comma before the last bracket."""

from __future__ import annotations

import json
import re

from podbuilder.kube.paste.lines import PastedLine, Unwrapped, joined, lines_of, trace_at

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|//|/\*|,')
_CLOSING = re.compile(r",\s*+[\]}]")


def forgiving_json(lines: list[PastedLine]) -> Unwrapped | None:
    """Comments and superfluous commas in JSON."""
    text = joined(lines)
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return None
    cuts = _superfluous(text)
    if not cuts or _is_json(text):
        return None
    place, is_comma = cuts[0][0], text[cuts[0][0]] == ","
    message = (
        "A comma stands before a closing bracket. Readers of YAML pass it over, those of JSON refuse the text."
        if is_comma
        else "This is a comment as in JavaScript. Neither JSON nor YAML has such comments."
    )
    above = text[:place]
    line = above.count("\n")
    column = place - (above.rfind("\n") + 1)
    return Unwrapped(trace_at(lines[min(line, len(lines) - 1)], message, column), (_without(text, cuts, lines),))


def strict_json(lines: list[PastedLine]) -> Unwrapped | None:
    """The same in a text that is JSON but for that; what is YAML in braces may have commas at the end."""
    found = forgiving_json(lines)
    return found if found is not None and _is_json(joined(found.readings[0])) else None


def _superfluous(text: str) -> list[tuple[int, int]]:
    """The stretches that JSON does not have. A comma before a comment and a bracket is found once that is gone."""
    found, at = [], 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match[0] == "//":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            found.append((match.start(), at))
        elif match[0] == "/*":
            end = text.find("*/", at)
            at = len(text) if end < 0 else end + 2
            found.append((match.start(), at))
        elif match[0] == "," and _CLOSING.match(text, match.start()):
            found.append((match.start(), at))
    return found


def _without(text: str, cuts: list[tuple[int, int]], lines: list[PastedLine]) -> list[PastedLine]:
    parts, done = [], 0
    for start, end in cuts:
        kept = "".join(one for one in text[start:end] if one == "\n")
        parts += [text[done:start], kept]
        done = end
    left = "".join([*parts, text[done:]])
    rest = _superfluous(left)
    if rest:
        return _without(left, rest, lines)
    return [one._replace(number=lines[min(i, len(lines) - 1)].number) for i, one in enumerate(lines_of(left))]


def _is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True
