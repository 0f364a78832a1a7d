"""What a shell replaces in its words: variables, the output of commands, the home folder. Nothing is evaluated."""

from __future__ import annotations

import re

_VARIABLE = re.compile(r"\$(?:[A-Za-z_]\w*|[0-9@*#?!$-])")
# Of Windows' command prompt.
_PERCENT = re.compile(r"(?<!%)%[A-Za-z_]\w{0,60}%(?!%)")
# A gap to be filled in, `<password>` or `<your user name>`, which the shell would take for redirections.
_GAP = re.compile(r"<[A-Za-z][\w./:|-]{0,60}(?: [A-Za-z][\w./:|-]{0,60}){0,8}>")
_HOME = re.compile(r"~(?=[/\s:]|$)")
_CLOSING = {"${": "}", "$(": ")"}
_OPENING = {"}": "{", ")": "("}
# Longer ones are not looked for, so that the time grows with the text and no faster.
_LONGEST = 2_000


class Unclosed(ValueError):
    """A quotation mark or a bracket that nothing closes; its position is the argument."""


def substitution_at(text: str, position: int, is_quoted: bool = False, begins: bool = False) -> str:
    """What the shell replaces at a position, as it is written; "" if it replaces nothing there (Unclosed).

    `is_quoted`: within double quotes. `begins`: at the beginning of a word.
    """
    here = text[position]
    if here == "$":
        closing = _CLOSING.get(text[position : position + 2])
        if closing:
            return _to_closing(text, position, closing)
        found = _VARIABLE.match(text, position)
        return _with_makes_dollar(text, position) or (found[0] if found else "")
    if here == "`":
        end = text.find("`", position + 1)
        return text[position : end + 1] if end > 0 else ""
    pattern = _PERCENT if here == "%" else _GAP if here == "<" else _HOME if here == "~" and begins else None
    match = pattern.match(text, position) if pattern and not (is_quoted and pattern is _HOME) else None
    return match[0] if match else ""


def _with_makes_dollar(text: str, position: int) -> str:
    """`$$PWD` or `$$(pwd)`: how a Makefile writes a dollar sign for the shell."""
    if text[position : position + 2] != "$$":
        return ""
    inner = substitution_at(text, position + 1) if len(text) > position + 2 and text[position + 2] != "$" else ""
    return f"${inner}" if len(inner) > 1 else ""


def _to_closing(text: str, position: int, closing: str) -> str:
    """To the bracket that closes the one at a position (Unclosed if nothing does)."""
    depth, quote = 0, ""
    for end in range(position + 1, min(position + _LONGEST, len(text))):
        here = text[end]
        if here == quote:
            quote = ""
        elif quote:
            continue
        elif here in "'\"" and closing == ")":
            quote = here
        elif here == _OPENING[closing]:
            depth += 1
        elif here == closing:
            depth -= 1
            if not depth:
                return text[position : end + 1]
    raise Unclosed(position)
