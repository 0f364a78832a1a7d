"""The five lessons of a course on Pods: what to do, why, and which rules check it."""

from __future__ import annotations

from typing import NamedTuple


class Lesson(NamedTuple):
    """A lesson: a sentence to remember, the reason for it, and the rules that report pods that ignore it."""

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
        "Kubernetes sees that a process ended, but not that it hangs or is still starting. Probes tell it.",
        ("liveness-probe-missing", "readiness-probe-missing"),
    ),
    Lesson(
        "Do not run as root.",
        "Root in a container is also root for the kernel. A process that escapes can do less as any other user.",
        ("run-as-non-root",),
    ),
    Lesson(
        "Label everything.",
        "Services, selectors and people find pods by their labels, and by nothing else.",
        ("labels-recommended",),
    ),
    Lesson(
        "Never use :latest.",
        "A tag that moves may start other software tomorrow than the one you tried today, and leaves no way back.",
        ("image-tag-mutable",),
    ),
)
COURSE_RULES = frozenset(rule for lesson in LESSONS for rule in lesson.rules)
