"""The box with the task that a draft was begun for, and which of its goals are met."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.safestring import SafeString

from podbuilder.builder.advice.advice import review_of
from podbuilder.builder.models import Draft
from podbuilder.builder.models.assignment import goals_met
from podbuilder.kube.courses import goals_from_json
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review
from podbuilder.web.markdown import render


class TaskGoal(NamedTuple):
    """One line of the box."""

    sentence: str
    is_met: bool


class TaskBox(NamedTuple):
    """All that the box is drawn from; two that are equal look the same."""

    title: str
    # HTML.
    ask: SafeString
    hint: SafeString
    goals: tuple[TaskGoal, ...]
    # Whether all goals were met once, though something else may have been built since.
    was_done: bool
    course: str
    lesson: str
    task: str

    @property
    def met(self) -> int:
        return sum(goal.is_met for goal in self.goals)

    @property
    def is_done(self) -> bool:
        """Whether all goals are met now."""
        return self.met == len(self.goals)

    @property
    def announcement(self) -> str:
        """What is said aloud when it changes."""
        if self.is_done:
            return f"Task done: {self.title}."
        return f"{self.met} of {len(self.goals)} goals met."


def task_box(draft: Draft, manifest: Manifest, review: Review) -> TaskBox | None:
    """The box of a draft whose manifest, with its review, is on a page; None for one that has no task.

    It is about the pod, also on the page of what stands beside it.
    """
    task = draft.task
    if not task:
        return None
    if manifest.is_companion:
        manifest = manifest.nearest_pod
        review = review_of(manifest, draft)
    goals = goals_from_json(task["goals"])
    met = goals_met(task, draft.with_defaults(manifest), review, draft.roles)
    return TaskBox(
        title=task["title"],
        ask=render(task["ask"]),
        hint=render(task.get("hint", "")),
        goals=tuple(TaskGoal(goal.sentence, is_met) for goal, is_met in zip(goals, met, strict=True)),
        was_done=draft.task_done,
        course=task["course"],
        lesson=task["lesson"],
        task=task["task"],
    )
