"""The report of a conversion: what became of each word, flag, key or field of what was converted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a piece of the input; the value is what machines read."""

    CARRIED = "carried"  # the same meaning
    DIFFERENT = "different"  # nearly the same: the sentence says what differs
    COMPANION = "companion"  # it is in another object, or in the workload around the pod
    QUESTION = "question"  # the input does not say it; a safe default stands there until it is answered
    NOTHING = "nothing"  # nothing has to be done for it
    LEFT = "left"  # it is left behind
    REFUSED = "refused"  # it could not be read


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the report. Only what is carried needs no sentence."""

    # As it is written in the input: `--memory`, `services.web.ports[0]`, `spec.containers[0].image`.
    at: str
    outcome: Outcome
    # Where it went: a field path of the pod, the kind and name of another object, or a flag.
    to: str = ""
    says: str = ""
    # Which words of a command it is about, counted from 0.
    words: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.outcome is not Outcome.CARRIED and not self.says:
            raise ValueError(f"{self.at}: {self.outcome} needs a sentence")


@dataclass(slots=True)
class Report:
    """The lines of a report, as a converter adds them."""

    lines: list[ReportLine] = field(default_factory=list)

    def add(self, at: str, outcome: Outcome, to: str = "", says: str = "", words: tuple[int, ...] = ()) -> None:
        """Add a line (ValueError if it needs a sentence and has none)."""
        self.lines.append(ReportLine(at, outcome, to, says, words))

    @property
    def counts(self) -> Counter[Outcome]:
        """How many lines have each outcome."""
        return Counter(line.outcome for line in self.lines)
