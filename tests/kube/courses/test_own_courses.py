"""Tests of podbuilder.kube.courses.own_courses: each task has work left at its start, and can be solved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from podbuilder.kube.courses import Task, Work, own_course
from podbuilder.kube.courses.own_courses import own_courses
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from podbuilder.kube.starters.starters import BLANK, find

SOLUTIONS = yaml.safe_load((Path(__file__).parent / "solutions.yaml").read_text(encoding="utf-8"))


def tasks() -> Iterator[tuple[str, Task]]:
    for slug, course in own_courses().items():
        for lesson in course.lessons:
            for task in lesson.tasks:
                yield f"{slug}/{lesson.slug}/{task.slug}", task


TASKS = dict(tasks())


def met(task: Task, text: str) -> list[bool]:
    manifest = Manifest.read(text)
    work = Work(manifest, review_manifest(manifest))
    return [goal.is_met(work) for goal in task.goals]


def test_a_course_is_found_by_its_slug() -> None:
    assert own_course("nothing") is None
    course = own_course("pods")
    assert course is not None
    assert course.title == "Pods"


def test_every_solution_is_one_of_a_task() -> None:
    assert set(SOLUTIONS) == set(TASKS)


@pytest.mark.parametrize("name", TASKS)
def test_a_task_has_work_left_at_its_start(name: str) -> None:
    task = TASKS[name]
    starter = find(task.starter)
    assert not all(met(task, task.manifest or (starter.manifest if starter else BLANK)))


@pytest.mark.parametrize("name", TASKS)
def test_a_task_can_be_solved(name: str) -> None:
    task = TASKS[name]
    assert met(task, SOLUTIONS[name]) == [True] * len(task.goals), [goal.sentence for goal in task.goals]
