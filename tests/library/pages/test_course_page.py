"""Tests of podbuilder.library.pages.course_page: how far somebody has come."""

from __future__ import annotations

import pytest
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.library.pages.course_page import Progress, count_done, lesson_rows, task_rows
from tests.library.courses import course_of
from tests.library.support import draft_of, person

pytestmark = pytest.mark.django_db


def test_drafts_say_what_was_done() -> None:
    alice = person("alice")
    saved = course_of(alice)
    course = saved.course
    first, end = course.lessons

    def begun(task: str, **columns: object) -> Draft:
        return draft_of(alice, task={"course": saved.key, "lesson": "labels", "task": task}, **columns)

    begun("a-team", task_done=True, deleted=timezone.now())
    open_one = begun("from-a-starter")
    draft_of(alice, task={"course": "pods", "lesson": "labels", "task": "from-a-template"}, task_done=True)
    draft_of(alice)
    progress = Progress(Draft.objects.all(), saved.key)

    rows = task_rows(first, progress)
    assert [(row.is_done, row.draft) for row in rows] == [(True, None), (False, None), (False, open_one)]
    assert rows[0].ask == "<p>Say whose it is.</p>\n"
    lessons = lesson_rows(course, progress)
    assert [(row.number, row.done, row.is_done) for row in lessons] == [(1, 1, False), (2, 0, False)]
    assert count_done(lessons) == 1
    assert task_rows(end, progress) == []


def test_a_lesson_is_done_with_its_last_task() -> None:
    alice = person("alice")
    saved = course_of(alice)
    for task in saved.course.lessons[0].tasks:
        draft_of(alice, task={"course": saved.key, "lesson": "labels", "task": task.slug}, task_done=True)
    assert lesson_rows(saved.course, Progress(Draft.objects.all(), saved.key))[0].is_done
