"""A course as one YAML file.

    format: podbuilder/course/1
    title: Our first service
    lessons:
    - title: Limits
      text: Memory that nobody limits is taken from the neighbours.
      tasks:
      - title: Set a memory limit
        ask: Give every container a memory limit.
        start: {starter: web-app}
        goals:
        - field: spec.containers[*].resources.limits.memory
        - rules: [memory-limit-missing]

schemas/course.schema.json describes this format; every file is checked against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from podbuilder.kube import lint
from podbuilder.kube.core import versions
from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.limits import MAX_COURSE
from podbuilder.kube.courses.course import Course, Lesson, Task
from podbuilder.kube.courses.field_pattern import is_readable
from podbuilder.kube.courses.goal import goals_from_json
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.starters.starters import find as find_starter
from podbuilder.kube.yamltext.file_format import FileFormat, FileFormatError, line_of

Place = tuple[str | int, ...]
LESSONS: Place = ("lessons",)


class CourseFileError(FileFormatError):
    """The text is no course."""


def _unlisted_key(*_: Any) -> str:
    return "has a key too many or too few; schemas/course.schema.json lists the keys"


def _too_long(most: int, _: Any) -> str:
    return f"is too long: {most} is the most"


def _empty(*_: Any) -> str:
    return "is empty"


FORMAT = FileFormat(
    name="podbuilder/course/1",
    schema=data_folder("schemas") / "course.schema.json",
    subject="A course",
    error=CourseFileError,
    words={
        **dict.fromkeys(("additionalProperties", "oneOf", "dependentRequired"), _unlisted_key),
        **dict.fromkeys(("maxLength", "maxItems"), _too_long),
        **dict.fromkeys(("minLength", "minItems"), _empty),
        "enum": lambda wanted, _: f"must be {' or '.join(map(str, wanted))}",
    },
)


def read_course(text: str | bytes) -> Course:
    """The course in a file, each of whose goals can be judged and whose starts can be read (CourseFileError if not)."""
    if len(text) > MAX_COURSE:
        raise CourseFileError(f"A course has at most {MAX_COURSE} characters.")
    tree = FORMAT.read(text)
    for at, sentence in _doubts(tree.root.value):
        raise CourseFileError(sentence, line_of(tree, at))
    return _course(tree.root.value)


def _course(said: Mapping[str, Any]) -> Course:
    return Course(
        title=said["title"],
        summary=said.get("summary", ""),
        lessons=tuple(_lesson(lesson) for lesson in said["lessons"]),
        kubernetes=said.get("kubernetes", ""),
    )


def _lesson(said: Mapping[str, Any]) -> Lesson:
    tasks = tuple(_task(task) for task in said.get("tasks", ()))
    return Lesson(_slug(said), said["title"], said.get("text", ""), tasks)


def _task(said: Mapping[str, Any]) -> Task:
    goals = goals_from_json(said["goals"])
    return Task(_slug(said), said["title"], said["ask"], goals, hint=said.get("hint", ""), **said.get("start", {}))


def _slug(said: Mapping[str, Any]) -> str:
    """What its address ends in: the file's own word, or one made of its title."""
    return str(said.get("slug") or re.sub(r"[^a-z0-9]+", "-", said["title"].lower()).strip("-"))


def _doubts(said: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """What no schema can say, each with its place."""
    version = said.get("kubernetes", "")
    if version and version not in versions.VERSIONS:
        yield ("kubernetes",), f"There is no version {version} here; there are {', '.join(versions.VERSIONS)}."
    yield from _slug_doubts(said["lessons"], LESSONS, "lesson")
    for i, lesson in enumerate(said["lessons"]):
        at: Place = (*LESSONS, i, "tasks")
        yield from _slug_doubts(lesson.get("tasks", ()), at, "task")
        for n, task in enumerate(lesson.get("tasks", ())):
            yield from _start_doubts(task.get("start", {}), (*at, n, "start"))
            for g, goal in enumerate(task["goals"]):
                yield from _goal_doubts(goal, (*at, n, "goals", g))


def _slug_doubts(said: Iterable[Mapping[str, Any]], at: Place, what: str) -> Iterator[tuple[Place, str]]:
    taken: set[str] = set()
    for i, one in enumerate(said):
        slug = _slug(one)
        if not slug:
            yield (*at, i), f"The {what} needs a slug: its title has no letter or digit for one."
        if slug in taken:
            yield (*at, i), f"Two of these are called “{slug}”. Give the second {what} a slug of its own."
        taken.add(slug)


def _start_doubts(start: Mapping[str, Any], at: Place) -> Iterator[tuple[Place, str]]:
    if "starter" in start and find_starter(start["starter"]) is None:
        yield (*at, "starter"), f"There is no starter called {start['starter']}."
    if "manifest" in start:
        try:
            Manifest.read(start["manifest"])
        except ManifestError as problem:
            yield (*at, "manifest"), f"The manifest cannot be read. {problem.message}"


def _goal_doubts(goal: Mapping[str, Any], at: Place) -> Iterator[tuple[Place, str]]:
    if "field" in goal and not is_readable(goal["field"]):
        example = "spec.containers[*].resources.limits[nvidia.com/gpu]"
        yield (*at, "field"), f"“{goal['field']}” is no path. One looks like this: {example}."
    for i, rule in enumerate(goal.get("rules", ())):
        if rule not in lint.all_rules():
            yield (*at, "rules", i), f"There is no rule called {rule}."
