"""A pod's report, for people who must convince others: the verdict, and all advice with what was set aside and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from podbuilder.kube import lint
from podbuilder.kube.decoding import decode
from podbuilder.kube.field import Finding
from podbuilder.kube.lint.rule import CATEGORIES

if TYPE_CHECKING:
    from podbuilder.builder.models import Draft
    from podbuilder.builder.page import Page

OWN = "own"
# The signs that go with the severities; the words stand beside them.
SIGNS = {"critical": "error", "serious": "warning", "warning": "warning", "info": "advice"}


class Row(NamedTuple):
    """A finding as the report lists it."""

    finding: Finding
    severity: str
    sign: str
    summary: str


class Category(NamedTuple):
    """What there is to advise of one kind, the gravest first."""

    name: str
    rows: list[Row]


class Learned(NamedTuple):
    """A lesson of the course, and the findings that say where the pod forgets it."""

    lesson: lint.Lesson
    rows: list[Row]


def profile_of(draft: Draft) -> lint.Profile:
    """The profile that a draft is judged by; the default one where its own cannot be read any more."""
    try:
        if draft.profile == OWN:
            return lint.read_profile(draft.profile_text)
        return lint.profile_named(draft.profile)
    except lint.ProfileError:
        return lint.DEFAULT


@dataclass(frozen=True)
class Report:
    """Everything on the page, worked out where it is asked for."""

    page: Page

    @cached_property
    def profile(self) -> lint.Profile:
        return profile_of(self.page.draft)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the profile finds, whether set aside or not."""
        version = self.page.review.version
        return lint.run(decode(self.page.manifest.pod, version).document, version, self.profile)

    @cached_property
    def rows(self) -> list[Row]:
        """The findings, the gravest first."""
        rules = lint.all_rules()
        found = []
        for finding in self.findings:
            loaded = rules[finding.rule]
            severity = self.profile.severity(loaded.rule)
            found.append((severity, Row(finding, str(severity), SIGNS[str(severity)], loaded.summary)))
        return [row for _, row in sorted(found, key=lambda pair: -pair[0])]

    @property
    def categories(self) -> list[Category]:
        """The advice by what it is about, in the order of `CATEGORIES`; none that is empty."""
        rules = lint.all_rules()
        groups = {
            name: [row for row in self.rows if rules[row.finding.rule].rule.category == name] for name in CATEGORIES
        }
        return [Category(name, rows) for name, rows in groups.items() if rows]

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        """How many findings of each severity, with its sign."""
        numbers = Counter(row.severity for row in self.rows)
        return [(severity, numbers[severity], sign) for severity, sign in SIGNS.items() if numbers[severity]]

    @property
    def lessons(self) -> list[Learned]:
        """The course's lessons, where its profile was chosen."""
        if self.profile != lint.COURSE:
            return []
        return [Learned(lesson, [r for r in self.rows if r.finding.rule in lesson.rules]) for lesson in lint.LESSONS]

    @property
    def amounts(self) -> list[tuple[str, str, str]]:
        """What the whole pod reserves and may use, by resource."""
        facts = self.page.review.facts
        names = sorted(set(facts.requests) | set(facts.limits))
        return [(name, facts.requests.get(name, ""), facts.limits.get(name, "")) for name in names]
