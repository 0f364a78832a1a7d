"""An expression that can be evaluated again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from podbuilder.kube.cel.evaluator import ready
from podbuilder.kube.cel.parser import parse
from podbuilder.kube.cel.scope import Run, Scope
from podbuilder.kube.core.limits import MAX_CEL_STEPS


class Program:
    """An expression, made ready. It knows no types beforehand: what does not fit is an error of its evaluation."""

    __slots__ = ("run", "text")

    def __init__(self, text: str, run: Run) -> None:
        self.text = text
        self.run = run

    def evaluate(self, names: Mapping[str, Any], steps: int = MAX_CEL_STEPS) -> Any:
        """The value, where names have these values (CelError; NotJudged if it costs more than so many steps).

        A value may be a function without arguments, which is called when the value is first asked for.
        """
        return self.run(Scope(names, steps))


@lru_cache(maxsize=1024)
def compile(text: str) -> Program:
    """The program that a text is (CelError if it is none)."""
    return Program(text, ready(parse(text)))
