"""What a course consists of."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.courses.goal import Goal


@dataclass(frozen=True)
class Task:
    """Something to do in the builder: done when every goal is met."""

    slug: str
    title: str
    # What is asked, in Markdown.
    ask: str
    goals: tuple[Goal, ...]
    # What the work begins with: the slug of a starter, `owner/name` of a saved template, or a manifest; all "" for
    # a blank pod.
    starter: str = ""
    template: str = ""
    manifest: str = ""
    # Markdown for those who are stuck; "" for none.
    hint: str = ""


@dataclass(frozen=True)
class Lesson:
    """A text with the tasks that go with it."""

    slug: str
    title: str
    # In Markdown.
    text: str
    tasks: tuple[Task, ...]

    def task(self, slug: str) -> Task | None:
        return next((task for task in self.tasks if task.slug == slug), None)


@dataclass(frozen=True)
class Course:
    """Lessons in their order."""

    title: str
    summary: str
    lessons: tuple[Lesson, ...]
    # The version of Kubernetes that drafts of its tasks are judged by; "" for the one that people chose.
    kubernetes: str = ""

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The next lesson; None after the last."""
        place = self.lessons.index(lesson) + 1
        return self.lessons[place] if place < len(self.lessons) else None

    @property
    def task_count(self) -> int:
        return sum(len(lesson.tasks) for lesson in self.lessons)
