"""A pod's report, for sharing: the verdict, all advice, and what is suppressed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.advice.advice import BADGES, Advice, Judged
from podbuilder.builder.pages.list_page import Paged, asked_page
from podbuilder.builder.pages.problems import Problem
from podbuilder.kube import lint
from podbuilder.kube.core.limits import SHOWN_ADVICE, SHOWN_MESSAGES
from podbuilder.kube.lint.rule import CATEGORIES
from podbuilder.kube.review import Review


class ReportRow(NamedTuple):
    """A finding as the report lists it."""

    advice: Advice
    badge: str


class Category(NamedTuple):
    """The advice of one category, the most severe first."""

    name: str
    rows: list[ReportRow]


class Learned(NamedTuple):
    """A lesson of the course, and the findings where the pod breaks its rule."""

    lesson: lint.Lesson
    rows: list[ReportRow]
    # Whether the lesson has suppressed findings.
    is_suppressed: bool


class SuppressedRow(NamedTuple):
    """A suppressed finding, the reason, and the source of the waiver if that is another tool."""

    row: ReportRow
    reason: str
    source: str


def _row(advice: Advice) -> ReportRow:
    return ReportRow(advice, BADGES[advice.severity])


def _rows(found: Iterable[Advice]) -> list[ReportRow]:
    return [_row(advice) for advice in found]


@dataclass(frozen=True)
class Report:
    """Everything on the page, computed when it is used."""

    review: Review
    advised: Judged
    problems: Sequence[Problem] = ()
    # What the address asks for.
    asked: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def complaints(self) -> Paged[Problem]:
        """What the API server says, a page at a time."""
        return Paged(self.problems, SHOWN_ADVICE, "problems", asked_page(self.asked, "problems"))

    @cached_property
    def findings(self) -> Paged[Advice]:
        """The advice in the order of `CATEGORIES`, a page at a time."""
        found = sorted(self.advised.advice, key=lambda one: CATEGORIES.index(one.category))
        return Paged(found, SHOWN_ADVICE, "advice", asked_page(self.asked, "advice"))

    @property
    def profile(self) -> lint.Profile:
        return self.advised.profile

    @property
    def categories(self) -> list[Category]:
        """The advice by category, in the order of `CATEGORIES`, without empty ones."""
        groups: dict[str, list[Advice]] = {name: [] for name in CATEGORIES}
        for advice in self.findings.shown:
            groups[advice.category].append(advice)
        return [Category(name, _rows(found)) for name, found in groups.items() if found]

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        """How many findings of each severity, with its colour."""
        numbers = Counter(advice.severity for advice in self.advised.advice)
        return [(severity, numbers[severity], badge) for severity, badge in BADGES.items() if numbers[severity]]

    @property
    def lessons(self) -> list[Learned]:
        """The course's lessons, where its profile was chosen."""
        if self.profile != lint.COURSE:
            return []
        found, suppressed = self.advised.advice, {s.finding.rule for s in self.advised.suppressed}
        return [
            Learned(
                lesson,
                _rows([a for a in found if a.rule in lesson.rules][:SHOWN_MESSAGES]),
                not suppressed.isdisjoint(lesson.rules),
            )
            for lesson in lint.LESSONS
        ]

    @property
    def suppressed(self) -> list[SuppressedRow]:
        """What was suppressed, each with its reason."""
        judged = self.advised
        return [
            SuppressedRow(_row(judged.on(finding)), waiver.reason, waiver.source)
            for finding, waiver in judged.suppressed
        ]

    @property
    def amounts(self) -> list[tuple[str, str, str]]:
        """What the whole pod reserves and may use, by resource."""
        facts = self.review.facts
        names = sorted(set(facts.requests) | set(facts.limits))
        return [(name, facts.requests.get(name, ""), facts.limits.get(name, "")) for name in names]
