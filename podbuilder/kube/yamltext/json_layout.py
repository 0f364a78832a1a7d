"""JSON on several lines instead of one: only what stands between its tokens changes, and no token."""

from __future__ import annotations

import re

from podbuilder.kube.yamltext.libyaml_gaps import is_json

# Characters from which on a line is more than a screen is wide.
LONG = 300
# A string that does not end takes the rest, so that each character is looked at once.
_TOKEN = re.compile(r'"(?:[^"\\]|\\[\s\S])*+(?:"|\\?\Z)|[{}\[\],:]|[^\s{}\[\],:"]+')
_OPENING, _CLOSING = ("{", "["), ("}", "]")
_INDENT = "  "


def laid_out(text: str) -> str:
    """The text of one JSON value with each entry and each item on a line of its own, as kubectl writes it."""
    pieces: list[str] = []
    depth, before = 0, ""
    for word in _TOKEN.findall(text):
        if word in _CLOSING:
            depth -= 1
            starts_line = before not in _OPENING
        else:
            starts_line = before in (*_OPENING, ",")
        if starts_line:
            pieces.append("\n" + _INDENT * depth)
        pieces.append(": " if word == ":" else word)
        depth += word in _OPENING
        before = word
    return "".join([*pieces, "\n"])


def is_on_one_line(text: str) -> bool:
    """Whether a text is nothing but JSON, could be laid out, and has a line that nobody can read at a glance."""
    if len(text) < LONG or text.lstrip()[:1] != "{" or max(map(len, text.splitlines())) < LONG:
        return False
    return is_json(text) and laid_out(text) != text
