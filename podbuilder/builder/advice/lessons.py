"""The course profile as lessons: its rules in order, each with what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from podbuilder.builder.advice.advice import Advice, Judged
from podbuilder.builder.advice.filters import AdviceRow
from podbuilder.kube import lint
from podbuilder.kube.core.field import FieldPath


class Taught(NamedTuple):
    """One lesson, and where this pod breaks its rule."""

    number: int
    lesson: lint.Lesson
    rows: list[AdviceRow]
    # How many of its findings are suppressed.
    suppressed: int

    @property
    def is_done(self) -> bool:
        return not self.rows


def lessons(judged: Judged, shown: Iterable[Advice], href_of: Callable[[FieldPath], str]) -> list[Taught]:
    """The lessons of the course, if a pod is judged by it; none otherwise."""
    if judged.profile != lint.COURSE:
        return []
    advice = list(shown)
    return [
        Taught(
            number,
            lesson,
            [AdviceRow(one, href_of(one.field)) for one in advice if one.rule in lesson.rules],
            sum(one.finding.rule in lesson.rules for one in judged.suppressed),
        )
        for number, lesson in enumerate(lint.LESSONS, 1)
    ]
