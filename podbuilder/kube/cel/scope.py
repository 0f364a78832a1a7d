"""What an expression sees while it is evaluated, and what it has cost so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from typing import Any

from podbuilder.kube.cel.cel_error import NotJudged

# How a part of an expression is evaluated.
Run = Callable[["Scope"], Any]
# So many characters cost as much as one operation does.
CHUNK = 10


class Scope:
    """The values of names, and how many operations are still allowed.

    A name's value may be a function without arguments, which is then called once, when the name is first used.
    """

    __slots__ = ("left", "names")

    def __init__(self, names: Mapping[str, Any], budget: int) -> None:
        self.names = dict(names)
        self.left = budget

    def spend(self, operations: int = 1) -> None:
        """Count operations; NotJudged when there were too many."""
        self.left -= operations
        if self.left < 0:
            raise NotJudged("The expression costs more than is spent on one here.")

    def spend_on(self, *values: Any) -> None:
        """Count what it costs to go through texts, lists and maps."""
        for one in values:
            if isinstance(one, Sized):
                self.spend(len(one) // CHUNK if isinstance(one, str | bytes) else len(one))
        self.spend()
