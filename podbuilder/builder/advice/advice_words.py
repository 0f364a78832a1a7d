"""A piece of advice in the words that a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.advice.advice import Advice


@dataclass(frozen=True)
class AdviceWords:
    """Equal to another if both look the same, though the pods differ."""

    severity: str
    rule: str
    message: str
    path: str
    field: str
    # What one click does and the button's value, or else what is asked first; "" where nothing is proposed.
    fix: str
    op: str
    question: str

    @classmethod
    def of(cls, advice: Advice) -> AdviceWords:
        """The words of a piece of advice."""
        path, field, message = str(advice.path), str(advice.field), advice.finding.message
        return cls(advice.severity, advice.rule, message, path, field, advice.fix, advice.op, advice.question)
