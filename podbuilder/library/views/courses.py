"""Taking a course: the list of courses, a course's lessons, a lesson with its tasks, and the draft for a task."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podbuilder.builder.access import drafts_of, every_draft_of
from podbuilder.kube.courses.own_courses import own_courses, text_of_own
from podbuilder.library.course_access import course_or_404, lesson_or_404, may_change, task_or_404
from podbuilder.library.models import SavedCourse
from podbuilder.library.pages.course_page import Progress, count_done, lesson_rows, task_rows
from podbuilder.library.task_start import TemplateUnavailable, begin_task
from podbuilder.web.markdown import render as markdown


@never_cache
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """Our own courses, and those of the asker and of their teams."""
    mine: Any = SavedCourse.objects.none()
    if request.user.is_authenticated:
        mine = SavedCourse.objects.belonging_to(request.user).with_owner().defer("text")
    return render(request, "library/courses.html", {"own": own_courses().items(), "mine": mine[:200]})


@never_cache
@require_safe
def course(request: HttpRequest, key: str) -> HttpResponse:
    """A course: its lessons, and how many of their tasks the asker has done."""
    found = course_or_404(key)
    rows = lesson_rows(found.course, Progress(every_draft_of(request), key))
    context = {
        "found": found,
        "rows": rows,
        "done": count_done(rows),
        "may_change": found.saved is not None and may_change(request.user, found.saved),
    }
    return render(request, "library/course.html", context)


@never_cache
@require_safe
def lesson(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """A lesson with its tasks, and for each the draft to go on with."""
    found = course_or_404(key)
    shown = lesson_or_404(found.course, slug)
    progress = Progress(every_draft_of(request), key)
    context = {
        "found": found,
        "lesson": shown,
        "number": found.course.lessons.index(shown) + 1,
        "text": markdown(shown.text),
        "tasks": task_rows(shown, progress),
        "next": found.course.after(shown),
    }
    return render(request, "library/lesson.html", context)


@require_POST
def start(request: HttpRequest, key: str, slug: str, task: str) -> HttpResponse:
    """Begin a draft for a task, or go to the one that was begun, unless `op` is `anew`."""
    found = course_or_404(key)
    shown = lesson_or_404(found.course, slug)
    chosen = task_or_404(shown, task)
    _, draft = Progress(drafts_of(request), key).of(shown, chosen)
    if draft is not None and request.POST.get("op") != "anew":
        return redirect(draft)
    try:
        return begin_task(request, found, shown, chosen)
    except TemplateUnavailable as missing:
        messages.error(request, f"This task begins with the template {missing}, which is not there, or not for you.")
        return redirect("library:lesson", key, slug)


@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The file of a course that somebody has written, or of one of our own, to begin one's own with."""
    found = course_or_404(key)
    text = found.saved.text if found.saved else text_of_own(key)
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{key}.course.yaml"'
    return response
