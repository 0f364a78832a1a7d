"""Texts that must reach a program as they are: Kubernetes replaces `$(NAME)` in commands, arguments and variables."""

from __future__ import annotations

import re

# Dollar signs of which Kubernetes makes fewer, or which it takes for a reference: several, or those before a bracket.
_DOLLARS = re.compile(r"\$++(?:(?=\()|(?<=\$\$))")


def literal(text: str) -> str:
    """The text as it has to be written so that Kubernetes replaces nothing in it."""
    return _DOLLARS.sub(lambda found: found[0] * 2, text)
