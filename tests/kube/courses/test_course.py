"""Tests of podbuilder.kube.courses.course."""

from podbuilder.kube.courses import Course, Lesson, Task

FIRST = Lesson("first", "First", "", (Task("a", "A", "", ()), Task("b", "B", "", ())))
LAST = Lesson("last", "Last", "", ())
COURSE = Course("Pods", "", (FIRST, LAST))


def test_lessons_and_tasks_are_found_by_their_slugs() -> None:
    assert COURSE.lesson("last") is LAST
    assert COURSE.lesson("middle") is None
    assert FIRST.task("b") is FIRST.tasks[1]
    assert FIRST.task("c") is None


def test_a_lesson_leads_to_the_next_one() -> None:
    assert COURSE.after(FIRST) is LAST
    assert COURSE.after(LAST) is None


def test_tasks_are_counted_over_all_lessons() -> None:
    assert COURSE.task_count == 2
