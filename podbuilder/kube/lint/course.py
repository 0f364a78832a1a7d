"""The five rules that a course on Pods ends in, each as a lesson: what to do, why, and which rules watch over it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """One of the five: a sentence to remember, why it holds, and the rules that say where a pod forgets it."""

    title: str
    why: str
    rules: tuple[str, ...]


LESSONS = (
    Lesson(
        "Set requests and limits.",
        "The scheduler places a pod by its requests; only a limit keeps an app from taking its neighbours' memory.",
        ("cpu-request-missing", "memory-limit-missing", "memory-request-missing"),
    ),
    Lesson(
        "Use probes.",
        "Kubernetes sees that a process ended, but not that it hangs or is still warming up. Probes tell it.",
        ("liveness-probe-missing", "readiness-probe-missing"),
    ),
    Lesson(
        "Run as somebody other than root.",
        "Root in a container is root for the kernel, too. What breaks out of it can do less as anybody else.",
        ("run-as-non-root",),
    ),
    Lesson(
        "Label everything.",
        "Services, selectors and people find pods by their labels, and by nothing else.",
        ("labels-recommended",),
    ),
    Lesson(
        "Never use :latest.",
        "A tag that moves starts other software tomorrow than the one you tried today, and leaves no way back.",
        ("image-tag-mutable",),
    ),
)
COURSE_RULES = frozenset(rule for lesson in LESSONS for rule in lesson.rules)
