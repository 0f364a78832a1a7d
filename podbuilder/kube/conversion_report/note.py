"""What becomes of one setting: the outcome, where it went, and what there is to say. The converter adds whose it is."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.conversion_report.report import Outcome


class Note(NamedTuple):
    """A line of the report without its place in the input."""

    outcome: Outcome
    to: str = ""
    says: str = ""


def carried(to: str) -> Note:
    """It means the same there."""
    return Note(Outcome.CARRIED, to)


def different(to: str, says: str) -> Note:
    """It is there, and something differs."""
    return Note(Outcome.DIFFERENT, to, says)


def companion(kind: str, name: str, says: str) -> Note:
    """It is in another object."""
    return Note(Outcome.COMPANION, f"{kind} {name}", says)


def asks(to: str, says: str) -> Note:
    """Somebody has to say what the input does not."""
    return Note(Outcome.QUESTION, to, says)


def nothing(says: str) -> Note:
    """Nothing has to be done."""
    return Note(Outcome.NOTHING, says=says)


def left(says: str) -> Note:
    """Nothing can be done."""
    return Note(Outcome.LEFT, says=says)


def refused(says: str) -> Note:
    """It cannot be read."""
    return Note(Outcome.REFUSED, says=says)
