"""What the pages of a course show: its lessons and tasks, and how far whoever asks has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from podbuilder.builder.models import Draft
from podbuilder.kube.courses import Course, Lesson, Task
from podbuilder.web.markdown import render


@dataclass(frozen=True)
class TaskRow:
    """A task: what is asked, whether it was done, and the draft to go on with."""

    task: Task
    ask: SafeString
    hint: SafeString
    is_done: bool
    # The newest draft that was begun for it and is not deleted; None for none.
    draft: Draft | None


@dataclass(frozen=True)
class LessonRow:
    """A lesson in the list of them, and how many of its tasks are done."""

    number: int
    lesson: Lesson
    done: int

    @property
    def is_done(self) -> bool:
        """Whether it has tasks, and all of them are done."""
        return bool(self.lesson.tasks) and self.done == len(self.lesson.tasks)


class Progress:
    """The drafts that one person has begun for the tasks of one course, the newest first."""

    def __init__(self, drafts: QuerySet[Draft], key: str) -> None:
        found = drafts.filter(task__course=key).order_by("-updated")
        columns = ("key", "name", "task", "task_done", "deleted", "updated")
        self.drafts: list[Draft] = list(found.only(*columns)[:500])

    def of(self, lesson: Lesson, task: Task) -> tuple[bool, Draft | None]:
        """Whether a task was done, and the draft to go on with."""
        own = [
            draft
            for draft in self.drafts
            if (draft.task.get("lesson"), draft.task.get("task")) == (lesson.slug, task.slug)
        ]
        return any(draft.task_done for draft in own), next((draft for draft in own if draft.deleted is None), None)


def lesson_rows(course: Course, progress: Progress) -> list[LessonRow]:
    """Every lesson of a course, numbered from 1."""
    return [
        LessonRow(number, lesson, sum(progress.of(lesson, task)[0] for task in lesson.tasks))
        for number, lesson in enumerate(course.lessons, 1)
    ]


def task_rows(lesson: Lesson, progress: Progress) -> list[TaskRow]:
    """Every task of a lesson."""
    return [TaskRow(task, render(task.ask), render(task.hint), *progress.of(lesson, task)) for task in lesson.tasks]


def count_done(rows: Iterable[LessonRow]) -> int:
    """How many tasks are done in all."""
    return sum(row.done for row in rows)
