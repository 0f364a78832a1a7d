"""Who may see and change which course. Whoever has a course's address may take it; its owner and editors change it."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from podbuilder.accounts.http import Asker
from podbuilder.kube.courses import Course, CourseFileError, Lesson, Task, own_course
from podbuilder.library.access import writes_for
from podbuilder.library.models import SavedCourse


class FoundCourse(NamedTuple):
    """A course at its address: one of our own, without `saved`, or one that somebody has written."""

    key: str
    course: Course
    saved: SavedCourse | None = None


def course_or_404(key: str) -> FoundCourse:
    """The course at this address; Http404 if there is none, or if this Podbuilder cannot read it any more."""
    course = own_course(key)
    if course is not None:
        return FoundCourse(key, course)
    saved = SavedCourse.objects.with_owner().filter(key=key).first()
    if saved is None:
        raise Http404("no such course")
    try:
        return FoundCourse(key, saved.course, saved)
    except CourseFileError as error:
        raise Http404("this course cannot be read any more") from error


def lesson_or_404(course: Course, slug: str) -> Lesson:
    """A lesson of a course; Http404 if it has none with this slug."""
    lesson = course.lesson(slug)
    if lesson is None:
        raise Http404("no such lesson")
    return lesson


def task_or_404(lesson: Lesson, slug: str) -> Task:
    """A task of a lesson; Http404 if it has none with this slug."""
    task = lesson.task(slug)
    if task is None:
        raise Http404("no such task")
    return task


def may_change(user: Asker, saved: SavedCourse) -> bool:
    """Whether this person may change and delete the course: its owner, or who may write for its team."""
    return writes_for(user, saved.owner_id, saved.team)


def changeable_course_or_403(request: HttpRequest, key: str) -> SavedCourse:
    """The saved course at this address if the asker may change it; PermissionDenied for others who have the address."""
    saved = SavedCourse.objects.with_owner().filter(key=key).first()
    if saved is None:
        raise Http404("no such course")
    if not may_change(request.user, saved):
        raise PermissionDenied("Only those who wrote this course may change it.")
    return saved
