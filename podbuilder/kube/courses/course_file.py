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

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from podbuilder.kube import lint
from podbuilder.kube.core import versions
from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.limits import MAX_COURSE
from podbuilder.kube.courses.course import Course, Lesson, Task
from podbuilder.kube.courses.field_pattern import is_readable
from podbuilder.kube.courses.goal import goals_from_json
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.starters.starters import find as find_starter
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.positions import Positions
from podbuilder.kube.yamltext.tree import Tree

FORMAT = "podbuilder/course/1"
SCHEMA = data_folder("schemas") / "course.schema.json"
Place = tuple[str | int, ...]
LESSONS: Place = ("lessons",)


class CourseFileError(Exception):
    """The text is no course: a sentence, and the line (from 1; 0 for the text as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read_course(text: str | bytes) -> Course:
    """The course in a file, each of whose goals can be judged and whose starts can be read (CourseFileError if not)."""
    if len(text) > MAX_COURSE:
        raise CourseFileError(f"A course has at most {MAX_COURSE} characters.")
    try:
        tree = parse.only_mapping(
            text,
            f"A course is one YAML document that says “format: {FORMAT}”.",
            f"A course is a mapping that begins with “format: {FORMAT}”.",
        )
    except YamlProblem as problem:
        raise CourseFileError(problem.message, problem.line) from problem
    error = best_match(_validator().iter_errors(tree.root.value))
    if error is not None:
        raise CourseFileError(_sentence(error), _line(tree, error.absolute_path))
    for at, sentence in _doubts(tree.root.value):
        raise CourseFileError(sentence, _line(tree, at))
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


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _line(tree: Tree, path: Iterable[Any]) -> int:
    return Positions(tree).where(tuple(path))[0]


def _sentence(error: ValidationError) -> str:
    """An error of jsonschema as a sentence for people."""
    where = ".".join(str(part) for part in error.absolute_path) or "A course"
    wanted: Any = error.validator_value
    found: Any = error.instance
    match str(error.validator):
        case "required":
            return f"{where} has no {next(name for name in wanted if name not in found)}."
        case "additionalProperties" | "oneOf" | "dependentRequired":
            return f"{where} has a key too many or too few; schemas/course.schema.json lists the keys."
        case "const" | "enum":
            return f"{where} must be {wanted if isinstance(wanted, str) else ' or '.join(map(str, wanted))}."
        case "type":
            return f"{where} must be {wanted if isinstance(wanted, str) else ' or '.join(wanted)}."
        case "maxLength" | "maxItems":
            return f"{where} is too long: {wanted} is the most."
        case "minLength" | "minItems":
            return f"{where} is empty."
        case _:
            return f"{where} is not valid."
