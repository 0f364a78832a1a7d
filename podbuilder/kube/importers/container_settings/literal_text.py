"""Texts that must reach a program as they are: Kubernetes replaces `$(NAME)` in commands, arguments and variables."""

from __future__ import annotations


def literal(text: str) -> str:
    """The text as it has to be written so that Kubernetes replaces nothing in it."""
    return text.replace("$(", "$$(")
