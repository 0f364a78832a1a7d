"""The lessons of the course: each watches over rules that there are, and none shares one."""

from __future__ import annotations

import re

import pytest

from podbuilder.kube.lint import COURSE, LESSONS, Lesson, all_rules
from podbuilder.kube.lint.course import COURSE_RULES


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_a_lesson(lesson: Lesson) -> None:
    assert re.fullmatch(r"[A-Z][^.]*\.", lesson.title)
    assert lesson.why.endswith(".")
    assert lesson.rules
    assert set(lesson.rules) <= set(all_rules())


def test_no_rule_belongs_to_two_lessons() -> None:
    rules = [rule for lesson in LESSONS for rule in lesson.rules]
    assert len(rules) == len(set(rules)) == len(COURSE_RULES)
    assert {id for id, loaded in all_rules().items() if COURSE.wants(loaded.rule)} == set(rules)


def test_there_are_five() -> None:
    assert len(LESSONS) == 5
