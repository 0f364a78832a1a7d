"""The answers to a recipe's questions: a pod's choices and defaults, and what is wrong with an answer."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.placeholder import Placeholders
from podbuilder.kube.core.pod_containers import CONTAINERS
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import pod_edits
from podbuilder.kube.recipes.answer_checks import CHECKS, Answers
from podbuilder.kube.recipes.recipe import Answer, Recipe, RecipeParameter
from podbuilder.kube.roles.recognition import APP, app_container

# Fields that hold text, also where the answer is a number.
_TEXTS = frozenset(("value", "args", "command"))
PLACEHOLDERS = Placeholders()


@dataclass(frozen=True, slots=True)
class RecipeQuestion:
    """A parameter as a page asks for it: the field's value, and the choices."""

    parameter: RecipeParameter
    value: Answer
    choices: tuple[Answer, ...]


def questions(recipe: Recipe, pod: Document, given: Mapping[str, Any] | None = None) -> tuple[RecipeQuestion, ...]:
    """The recipe's questions with the pod's own ports, volumes and containers to choose from."""
    pod = pod_for(recipe, pod)
    answers = with_defaults(recipe, pod, given or {})
    return tuple(RecipeQuestion(p, answers[p.name], _choices(p, pod, answers)) for p in recipe.parameters)


def pod_for(recipe: Recipe, pod: Document) -> Document:
    """The pod that a recipe is applied to: an app replaces the empty container of a blank pod."""
    return pod_edits.without_blank(pod) if recipe.pattern == APP else pod


def with_defaults(recipe: Recipe, pod: Document, given: Mapping[str, Any]) -> Answers:
    """An answer to every question: the given one, or one that fits this pod."""
    answers: Answers = {}
    for parameter in recipe.parameters:
        value = given.get(parameter.name)
        answers[parameter.name] = (
            _typed(parameter, value) if value not in (None, "") else _default(parameter, pod, answers)
        )
    return answers


def problems(recipe: Recipe, pod: Document, answers: Answers) -> dict[str, str]:
    """What is wrong with the answers, a sentence for each parameter that has a wrong one."""
    found = {}
    for parameter in recipe.parameters:
        value = answers[parameter.name]
        if value == "":
            message = "" if parameter.optional else f"{parameter.label} is needed."
        else:
            check = CHECKS.get(parameter.type)
            message = check(parameter, value, pod, answers) if check else ""
        if message:
            found[parameter.name] = message
    return {**_twice(recipe, answers), **found}


def fill(node: Any, answers: Mapping[str, Any], key: str = "") -> Any:
    """The node with the answers filled in; an entry that is only an empty answer is left out."""
    if isinstance(node, str):
        whole = PLACEHOLDERS.alone(node)
        if whole is not None and whole in answers:
            answer = answers[whole]
            return _text(answer) if key in _TEXTS and not isinstance(answer, list) else answer
        return PLACEHOLDERS.fill(node, answers, _text)
    if isinstance(node, dict):
        return {k: v for k, old in node.items() if (v := fill(old, answers, k)) != "" or old == ""}
    if isinstance(node, list):
        return [v for item in node if (v := fill(item, answers, key)) != "" or item == ""]
    return node


def words(recipe: Recipe, answers: Answers) -> dict[str, Any]:
    """The values to fill in: arguments split as a shell splits them, and what a choice stands for."""
    found: dict[str, Any] = dict(answers)
    for parameter in recipe.parameters:
        answer = str(answers[parameter.name])
        if parameter.type == "words":
            found[parameter.name] = shlex.split(answer)
        found |= parameter.means.get(answer, {})
    return found


def placeholders(node: Any) -> set[str]:
    """The names of the parameters in a node."""
    if isinstance(node, str):
        return set(PLACEHOLDERS.names(node))
    if isinstance(node, dict):
        return {name for pair in node.items() for part in pair for name in placeholders(part)}
    if isinstance(node, (list, tuple)):
        return {name for item in node for name in placeholders(item)}
    return set()


def _text(value: Answer) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _typed(parameter: RecipeParameter, value: Any) -> Answer:
    """What a form posts as text, in the parameter's own type if it can be read as that."""
    if parameter.type in ("port", "free-port", "integer") and isinstance(value, str):
        number = whole_number(value.strip(), most=INT64_MAX)
        return value.strip() if number is None else number
    if isinstance(value, (bool, int)):
        return value
    return str(value).strip()


def _default(parameter: RecipeParameter, pod: Document, answers: Answers) -> Answer:
    default = fill(parameter.default, answers)
    match parameter.type:
        case "name":
            return pod_edits.unique(str(default), pod_edits.container_names(pod))
        case "container":
            return app_container(pod)
        case "volume":
            return _default_volume(str(default), pod)
        case "mount-path":
            return _default_mount(parameter, str(default), pod, answers)
        case "free-port":
            return _free(int(default), pod, answers)
        case "port":
            offered = _choices(parameter, pod, answers)
            return offered[0] if offered else default
        case "image" if not default:
            return _image_of(pod, str(answers.get("app", "")))
        case "env":
            return _default_env(str(default), pod, answers)
    value: Answer = default
    return value


def _image_of(pod: Document, name: str) -> str:
    path = pod_edits.container_path(pod, name)
    found = get(pod, (*path, "image"), "") if path else ""
    return found if isinstance(found, str) else ""


def _default_volume(default: str, pod: Document) -> str:
    present = pod_edits.volume(pod, default)
    if present is None or pod_edits.is_writable(present):
        return default
    return pod_edits.unique(default, pod_edits.names(pod_edits.items(pod, "spec", "volumes")))


def _default_mount(parameter: RecipeParameter, default: str, pod: Document, answers: Answers) -> str:
    mounts = pod_edits.mounts(pod, str(answers.get(parameter.container, "")))
    volume = answers.get(parameter.volume, "")
    there = next((path for path, name in mounts.items() if name == volume and path.startswith("/")), "")
    return there or pod_edits.unique(default, mounts, 1024)


def _free(default: int, pod: Document, answers: Answers) -> int:
    taken = {*pod_edits.taken_ports(pod), *(a for a in answers.values() if type(a) is int)}
    return next((port for port in range(default, 65536) if port not in taken), default)


def _default_env(default: str, pod: Document, answers: Answers) -> str:
    path = pod_edits.container_path(pod, str(answers.get("app", "")))
    taken = {*pod_edits.names(pod_edits.items(pod, *path, "env") if path else []), *map(str, answers.values())}
    candidates = (default, *(f"{default}_{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _choices(parameter: RecipeParameter, pod: Document, answers: Answers) -> tuple[Answer, ...]:
    match parameter.type:
        case "container":
            return tuple(pod_edits.container_names(pod, (CONTAINERS,)))
        case "volume":
            volumes = [v for v in pod_edits.items(pod, "spec", "volumes") if pod_edits.is_writable(v)]
            return tuple(dict.fromkeys(pod_edits.names(volumes)))
        case "port":
            return _offered_ports(pod, str(answers.get("app", "")))
    return parameter.choices


def _offered_ports(pod: Document, app: str) -> tuple[int, ...]:
    """The TCP ports of the app first, then those of the other containers."""
    found = [
        (container.get("name") != app, port["containerPort"])
        for container, port in pod_edits.ports(pod)
        if type(port.get("containerPort")) is int and port.get("protocol", "TCP") == "TCP"
    ]
    return tuple(dict.fromkeys(port for _, port in sorted(found, key=lambda pair: pair[0])))


def _twice(recipe: Recipe, answers: Answers) -> dict[str, str]:
    """A sentence for each port that answers a second question."""
    found, seen = {}, set()
    for parameter in recipe.parameters:
        if parameter.type == "free-port":
            value = answers[parameter.name]
            if value in seen:
                found[parameter.name] = f"Port {value} is given twice; the containers of a pod share one address."
            seen.add(value)
    return found
