"""Texts in Helm's templates: what stands there to the letter, and what stands inside an action."""

from __future__ import annotations

import re

from podbuilder.kube.yamltext.quoting import double_quoted, scalar

_OPENS = "{{"
_VALUES = ".Values"
# What Go's templates print for nothing, and Helm takes out of all that it renders, wherever it comes from.
ERASED = "<no value>"
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def escaped(text: str) -> str:
    """A template's text that gives this text: only two braces mean anything to Go outside of an action."""
    return text.replace(_OPENS, '{{ "{{" }}')


def is_fragile(text: str) -> bool:
    """Whether Helm would change a text: it takes one out, and an action below a block takes white space at its end."""
    return ERASED in text or ("\n" in text and text.removesuffix("\n") != text.rstrip())


def scalar_text(text: str) -> str:
    """A template's text that gives a text as a scalar of YAML."""
    if is_fragile(text):
        return escaped(double_quoted(text).replace(ERASED, ERASED.replace("<", "\\u003c")))
    return escaped(scalar(text))


def literal(text: str) -> str:
    """A text as an action names it. Go reads the same escapes in double quotes as YAML does."""
    return double_quoted(text)


def field(path: tuple[str, ...]) -> str:
    """The expression that reads a value, whatever its keys look like."""
    for number, key in enumerate(path):
        if not _IDENTIFIER.fullmatch(key):
            return f"(index {'.'.join((_VALUES, *path[:number]))} {' '.join(map(literal, path[number:]))})"
    return ".".join((_VALUES, *path))


def comment(text: str) -> str:
    """A text on one line without what no comment can hold."""
    return "".join(one for one in " ".join(text.split()) if one.isprintable())
