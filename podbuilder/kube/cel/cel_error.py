"""How an expression fails."""

from __future__ import annotations


class CelError(ValueError):
    """The expression cannot be read, or ends in an error; the message is the server's, where it has one."""


class NotJudged(Exception):
    """The value depends on what nobody here knows, or costs more than is spent on it; the message is a sentence.

    It is no CelError, so nothing in an expression can absorb it.
    """


def no_overload(name: str = "") -> CelError:
    """What is said of operands for which an operator or a function is not made."""
    return CelError(f"no such overload: {name}" if name else "no such overload")


def no_key(key: object) -> CelError:
    return CelError(f"no such key: {key}")
