"""The task of a course that a draft was begun for."""

from __future__ import annotations

from typing import TypedDict

from django.db import models

from podbuilder.kube.courses import Work, goals_from_json
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review


class AssignedTask(TypedDict, total=False):
    """A task as its draft keeps it: the course may be changed, or deleted, while somebody works on it."""

    course: str
    lesson: str
    task: str
    title: str
    ask: str
    hint: str
    # As in the course's file.
    goals: list[dict[str, object]]


class Assignment(models.Model):
    """The part of a draft that says what it is to become."""

    # An AssignedTask; empty for none. Undo does not take it back.
    task = models.JSONField(default=dict, blank=True)
    # Whether all goals were met at once; it stays when the draft becomes something else afterwards.
    task_done = models.BooleanField(default=False)

    class Meta:
        abstract = True


def goals_met(task: AssignedTask, manifest: Manifest, review: Review, roles: dict[str, str]) -> list[bool]:
    """For each goal of a task whether a manifest, with its review and the roles that people chose, meets it.

    `manifest` and `review` are those of a pod: what stands beside pods has no goals of its own.
    """
    work = Work(manifest, review, roles)
    return [goal.is_met(work) for goal in goals_from_json(task.get("goals", ()))]
