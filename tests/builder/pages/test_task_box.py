"""Tests of podbuilder.builder.pages.task_box."""

from __future__ import annotations

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.task_box import TaskBox, TaskGoal, task_box
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.builder.models.test_assignment import HOSTED, SERVICE, TASK
from tests.builder.support import POD


def box(text: str, **columns: object) -> TaskBox | None:
    manifest = Manifest.read(text)
    return task_box(Draft(text=text, **columns), manifest, review_manifest(manifest))


def test_a_draft_without_a_task_has_no_box() -> None:
    assert box(POD) is None


def test_the_box_says_which_goals_are_met() -> None:
    shown = box(HOSTED, task=TASK)
    assert shown is not None
    assert shown.goals == (
        TaskGoal("spec.hostname is set.", True),
        TaskGoal("One of its containers is an adapter.", False),
    )
    assert (shown.met, shown.is_done, shown.announcement) == (1, False, "1 of 2 goals met.")
    assert (shown.ask, shown.hint) == ("<p>Host it.</p>\n", "")


def test_the_box_says_that_all_is_done() -> None:
    shown = box(HOSTED, task={**TASK, "goals": TASK["goals"][:1]})
    assert shown is not None
    assert (shown.is_done, shown.announcement) == (True, "Task done: Host it.")


def test_beside_a_companion_the_pod_counts() -> None:
    text = HOSTED + SERVICE
    manifest = Manifest.read(text, Manifest.read(text).companions[0].number)
    shown = task_box(Draft(text=text, task=TASK), manifest, review_manifest(manifest))
    assert shown is not None
    assert shown.met == 1
