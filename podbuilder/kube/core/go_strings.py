"""Texts as Go's standard library sees them, where Python's differs."""

from __future__ import annotations

# Python's strip() also removes the separators U+001C to U+001F, which are not white space to Go.
_SPACES = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_UNESCAPED = "".join(each for each in _SPACES if each not in "\t\n\v\f\r\u0085\u2028\u2029")


def trim_space(text: str) -> str:
    """The text without the white space at its ends. Mirrors strings.TrimSpace, which Kubernetes v1.36 uses."""
    return text.strip(_SPACES)


def trim_left_space(text: str) -> str:
    """The text without the white space at its start. Mirrors strings.TrimLeftFunc with unicode.IsSpace."""
    return text.lstrip(_SPACES)


def trim_space_in_json(text: str) -> str:
    """The same for a text that is trimmed within JSON, where control characters and line ends are escapes and stay."""
    return text.strip(_UNESCAPED)
