"""Writing a course of one's own: a new one, changing it, deleting it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.kube.courses.own_courses import own_courses
from podbuilder.library.course_access import changeable_course_or_403
from podbuilder.library.forms.course_text import CourseForm
from podbuilder.library.models import SavedCourse
from podbuilder.library.quotas import refuse_more_courses

# What a new course begins with.
EXAMPLE = """\
format: podbuilder/course/1
title: Our first service
summary: What everybody here has to know before the first deployment.
lessons:
- title: Limits
  text: |
    Memory that nobody limits is taken from the **neighbours**.
  tasks:
  - title: Set a memory limit
    ask: Give every container a memory limit of at most 1Gi.
    start: {starter: web-app}
    hint: It is on the step of the container, under **Resources**.
    goals:
    - field: spec.containers[*].resources.limits.memory
      max: 1Gi
    - rules: [image-tag-mutable]
    - accepted: true
"""


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """GET: the form, with an example. POST: save the course, and go to it. Raises QuotaReached."""
    form = _form(request, is_new=True)
    if form.is_valid() and form.course:
        team = form.chosen_team
        saved = SavedCourse(owner=None if team else request.user, team=team, title=form.course.title, text=form.sent)
        refuse_more_courses(saved)
        saved.save()
        messages.success(request, f"{saved} is saved. Whoever has its address can take it.")
        return redirect(saved)
    return _draw(request, form, form.sent if form.is_bound else EXAMPLE)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """GET: the form with the course. POST: save what it is now, and go to it."""
    saved = changeable_course_or_403(request, key)
    form = _form(request, is_new=False)
    if form.is_valid() and form.course:
        saved.title, saved.text = form.course.title, form.sent
        saved.save(update_fields=("title", "text", "updated"))
        messages.success(request, f"{saved} is saved.")
        return redirect(saved)
    return _draw(request, form, form.sent if form.is_bound else saved.text, saved)


@require_POST
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a course. Drafts that were begun for its tasks keep them."""
    saved = changeable_course_or_403(request, key)
    saved.delete()
    messages.success(request, f"{saved} is deleted. Drafts for its tasks stay.")
    return redirect("library:courses")


def _form(request: AuthenticatedHttpRequest, *, is_new: bool) -> CourseForm:
    is_sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    return CourseForm(data, files, request.user, is_new=is_new)


def _draw(request: HttpRequest, form: CourseForm, text: str, saved: SavedCourse | None = None) -> HttpResponse:
    context = {"form": form, "error": form.problem, "text": text, "saved": saved, "own": own_courses()}
    return render(request, "library/course_form.html", context)
