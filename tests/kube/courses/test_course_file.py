"""Tests of podbuilder.kube.courses.course_file: what a file says, and what is wrong with one."""

import pytest

from podbuilder.kube.core.limits import MAX_COURSE
from podbuilder.kube.courses import CourseFileError, read_course

SMALL = """\
format: podbuilder/course/1
title: Ours
kubernetes: "1.33"
lessons:
- title: "Limits & more"
  text: Why.
  tasks:
  - title: Set a limit
    ask: Do it.
    start: {starter: web-app}
    goals:
    - field: spec.containers[*].resources.limits.memory
- title: End
"""


def test_a_course_is_read() -> None:
    course = read_course(SMALL)
    assert (course.title, course.summary, course.kubernetes, course.task_count) == ("Ours", "", "1.33", 1)
    first, last = course.lessons
    assert (first.slug, first.text, last.slug, last.text) == ("limits-more", "Why.", "end", "")
    (task,) = first.tasks
    assert (task.slug, task.ask, task.starter, task.hint) == ("set-a-limit", "Do it.", "web-app", "")
    assert [goal.kind for goal in task.goals] == ["field"]


HEAD = "format: podbuilder/course/1\ntitle: Ours\n"
TASK = HEAD + "lessons:\n- title: A\n  tasks:\n  - title: T\n    ask: Do.\n"
# What is wrong, with the line that is named (0 for the whole) and a part of the sentence.
WRONG: dict[str, tuple[str, int, str]] = {
    "too long": ("#" * (MAX_COURSE + 1), 0, f"at most {MAX_COURSE} characters"),
    "no YAML": ("title: [", 1, ""),
    "two documents": (SMALL + "---\n" + SMALL, 0, "one YAML document"),
    "a list": ("- a\n", 1, "begins with"),
    "another format": ("format: podbuilder/course/2\ntitle: Ours\nlessons: [{title: A}]\n", 1, "podbuilder/course/1"),
    "no lessons": (HEAD, 1, "has no lessons"),
    "an empty list of lessons": (HEAD + "lessons: []\n", 3, "is empty"),
    "a misspelt key": (HEAD + "lesons: []\nlessons: [{title: A}]\n", 1, "a key too many"),
    "a title that is a number": (HEAD + "lessons: [{title: 5}]\n", 3, "must be string"),
    "a long title": (HEAD + f"lessons: [{{title: {'a' * 101}}}]\n", 3, "100 is the most"),
    "a slug with blanks": (HEAD + "lessons: [{title: A, slug: a b}]\n", 3, "not valid"),
    "an unknown version": (HEAD + "kubernetes: '1.2'\nlessons: [{title: A}]\n", 3, "no version 1.2"),
    "no slug": (HEAD + "lessons:\n- title: …\n", 4, "needs a slug"),
    "a slug twice": (HEAD + "lessons:\n- title: A\n- title: a\n", 5, "a slug of its own"),
    "an unknown starter": (TASK + "    start: {starter: x}\n    goals: [{accepted: true}]\n", 8, "no starter called x"),
    "a manifest without a pod": (
        TASK + "    start:\n      manifest: 'a: 1'\n    goals: [{accepted: true}]\n",
        9,
        "The manifest cannot be read.",
    ),
    "two starts": (TASK + "    start: {starter: a, manifest: b}\n    goals: [{accepted: true}]\n", 8, "not valid"),
    "no goal": (TASK + "    goals: []\n", 8, "is empty"),
    "two goals in one": (TASK + "    goals: [{accepted: true, qos: Burstable}]\n", 8, "a key too many"),
    "a value without a field": (TASK + "    goals: [{accepted: true, value: 1}]\n", 8, "a key too many"),
    "no path": (TASK + "    goals: [{field: 'spec..a'}]\n", 8, "is no path"),
    "no such rule": (TASK + "    goals: [{rules: [nothing]}]\n", 8, "no rule called nothing"),
    "no such level": (TASK + "    goals: [{level: strict}]\n", 8, "baseline or restricted"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_line(case: str) -> None:
    text, line, said = WRONG[case]
    with pytest.raises(CourseFileError) as caught:
        read_course(text)
    assert said in caught.value.message
    assert caught.value.line == line
