"""Beginning a draft for a task of a course."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from podbuilder.builder.models.assignment import AssignedTask
from podbuilder.builder.new_draft import begin
from podbuilder.kube.courses import Lesson, Task
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.starters.starters import BLANK, find
from podbuilder.library.access import revision_or_404, template_or_404
from podbuilder.library.course_access import FoundCourse
from podbuilder.library.revisions.to_draft import begin_draft


class TemplateUnavailable(Exception):
    """The saved template that a task begins with is gone, or is not for the person who asks."""


def begin_task(request: HttpRequest, found: FoundCourse, lesson: Lesson, task: Task) -> HttpResponse:
    """Start a draft for a task, and go to it. Raises QuotaReached and TemplateUnavailable."""
    assigned = AssignedTask(
        course=found.key,
        lesson=lesson.slug,
        task=task.slug,
        title=task.title,
        ask=task.ask,
        hint=task.hint,
        goals=[dict(goal.said) for goal in task.goals],
    )
    if task.template:
        owner, _, slug = task.template.partition("/")
        try:
            revision = revision_or_404(template_or_404(request, owner, slug))
        except Http404 as error:
            raise TemplateUnavailable(task.template) from error
        return begin_draft(request, revision, task=assigned)
    starter = find(task.starter)
    manifest = Manifest.read(task.manifest or (starter.manifest if starter else BLANK))
    return begin(request, manifest, found.course.kubernetes, task=assigned)
