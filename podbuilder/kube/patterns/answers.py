"""The answers to a recipe's questions: what is offered for a pod, what holds by default, and what is wrong with one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from podbuilder.kube import quantity
from podbuilder.kube.containers import CONTAINERS
from podbuilder.kube.document import get
from podbuilder.kube.field import Document
from podbuilder.kube.patterns import pod_parts
from podbuilder.kube.patterns.recipe import Parameter, Recipe
from podbuilder.kube.patterns.roles import app_container

Answer = str | int | bool
Answers = dict[str, Answer]

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
_OBJECT = re.compile(r"[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?")
_ENV = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_HOST = re.compile(r"[A-Za-z0-9]([-.A-Za-z0-9]{0,252}[A-Za-z0-9])?")
_IMAGE = re.compile(r"\S+")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+")
# Fields that hold text, also where the answer is a number.
_TEXTS = frozenset(("value", "args", "command"))
_PLACE = re.compile(r"<([a-z][a-z-]*)>")


@dataclass(frozen=True, slots=True)
class Question:
    """A parameter as a page asks it: what stands in the field, and what is offered."""

    parameter: Parameter
    value: Answer
    choices: tuple[Answer, ...]


def questions(recipe: Recipe, pod: Document) -> tuple[Question, ...]:
    """The recipe's questions with the pod's own ports, volumes and containers to choose from."""
    answers = with_defaults(recipe, pod, {})
    return tuple(Question(p, answers[p.name], _choices(p, pod, answers)) for p in recipe.parameters)


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
            check = _CHECKS.get(parameter.type)
            message = check(parameter, value, pod, answers) if check else ""
        if message:
            found[parameter.name] = message
    return {**_twice(recipe, answers), **found}


def fill(node: Any, answers: Mapping[str, Any], key: str = "") -> Any:
    """The node with the answers put in; entries whose only answer is empty are left out."""
    if isinstance(node, str):
        whole = _PLACE.fullmatch(node)
        if whole and whole[1] in answers:
            answer = answers[whole[1]]
            return _text(answer) if key in _TEXTS and not isinstance(answer, list) else answer
        return _PLACE.sub(lambda m: _text(answers[m[1]]) if m[1] in answers else m[0], node)
    if isinstance(node, dict):
        return {k: v for k, old in node.items() if (v := fill(old, answers, k)) != "" or old == ""}
    if isinstance(node, list):
        return [v for item in node if (v := fill(item, answers, key)) != "" or item == ""]
    return node


def words(recipe: Recipe, answers: Answers) -> dict[str, Any]:
    """The answers to fill in with: arguments taken apart as a shell does."""
    split = {p.name: shlex.split(str(answers[p.name])) for p in recipe.parameters if p.type == "words"}
    return {**answers, **split}


def placeholders(node: Any) -> set[str]:
    """The names of the parameters that a node speaks of."""
    if isinstance(node, str):
        return set(_PLACE.findall(node))
    if isinstance(node, dict):
        return {name for pair in node.items() for part in pair for name in placeholders(part)}
    if isinstance(node, (list, tuple)):
        return {name for item in node for name in placeholders(item)}
    return set()


def _text(value: Answer) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _typed(parameter: Parameter, value: Any) -> Answer:
    """What a form posts as text, in the parameter's own type where it can be read as such."""
    if parameter.type in ("port", "free-port", "integer") and isinstance(value, str) and value.strip().isdecimal():
        return int(value) if len(value) < 20 else value
    if isinstance(value, (bool, int)):
        return value
    return str(value).strip()


def _default(parameter: Parameter, pod: Document, answers: Answers) -> Answer:
    default = fill(parameter.default, answers)
    match parameter.type:
        case "name":
            return pod_parts.unique(str(default), pod_parts.container_names(pod))
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
    path = pod_parts.container_path(pod, name)
    found = get(pod, (*path, "image"), "") if path else ""
    return found if isinstance(found, str) else ""


def _default_volume(default: str, pod: Document) -> str:
    present = pod_parts.volume(pod, default)
    if present is None or _is_writable(present):
        return default
    return pod_parts.unique(default, pod_parts.names(pod_parts.items(pod, "spec", "volumes")))


def _is_writable(volume: dict[str, Any]) -> bool:
    return not any(source in volume for source in pod_parts.READ_ONLY_SOURCES)


def _mounts(pod: Document, container: str) -> dict[str, str]:
    path = pod_parts.container_path(pod, container)
    mounts = pod_parts.items(pod, *path, "volumeMounts") if path else []
    return {str(m.get("mountPath", "")).rstrip("/"): str(m.get("name", "")) for m in mounts}


def _default_mount(parameter: Parameter, default: str, pod: Document, answers: Answers) -> str:
    mounts = _mounts(pod, str(answers.get(parameter.container, "")))
    volume = answers.get(parameter.volume, "")
    there = next((path for path, name in mounts.items() if name == volume and path.startswith("/")), "")
    return there or pod_parts.unique(default, mounts, 1024)


def _free(default: int, pod: Document, answers: Answers) -> int:
    taken = {*pod_parts.taken_ports(pod), *(a for a in answers.values() if type(a) is int)}
    return next((port for port in range(default, 65536) if port not in taken), default)


def _default_env(default: str, pod: Document, answers: Answers) -> str:
    path = pod_parts.container_path(pod, str(answers.get("app", "")))
    taken = {*pod_parts.names(pod_parts.items(pod, *path, "env") if path else []), *map(str, answers.values())}
    candidates = (default, *(f"{default}_{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _choices(parameter: Parameter, pod: Document, answers: Answers) -> tuple[Answer, ...]:
    match parameter.type:
        case "container":
            return tuple(pod_parts.container_names(pod, (CONTAINERS,)))
        case "volume":
            volumes = [v for v in pod_parts.items(pod, "spec", "volumes") if _is_writable(v)]
            return tuple(dict.fromkeys(pod_parts.names(volumes)))
        case "port":
            return _offered_ports(pod, str(answers.get("app", "")))
        case "boolean":
            return (True, False)
    return parameter.choices


def _offered_ports(pod: Document, app: str) -> tuple[int, ...]:
    """The TCP ports of the app first, then those of the other containers."""
    found = [
        (container.get("name") != app, port["containerPort"])
        for container, port in pod_parts.ports(pod)
        if type(port.get("containerPort")) is int and port.get("protocol", "TCP") == "TCP"
    ]
    return tuple(dict.fromkeys(port for _, port in sorted(found, key=lambda pair: pair[0])))


def _name(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    if not _LABEL.fullmatch(str(value)):
        return "A container's name has up to 63 lower-case letters, digits and dashes, such as log-shipper."
    if value in pod_parts.container_names(pod):
        return f"The pod already has a container with the name {value}; give this one another."
    return ""


def _container(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    if value in pod_parts.container_names(pod, (CONTAINERS,)):
        return ""
    return f"The pod has no container with the name {value}."


def _volume(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    if not _LABEL.fullmatch(str(value)):
        return "A volume's name has up to 63 lower-case letters, digits and dashes, such as logs."
    present = pod_parts.volume(pod, str(value))
    if present is not None and not _is_writable(present):
        return f"Nobody can write into the volume {value}; choose another, or give a new name."
    return ""


def _mount_path(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    wrong = _path(parameter, value, pod, answers)
    if wrong:
        return wrong
    container = answers.get(parameter.container, "")
    there = _mounts(pod, str(container)).get(str(value).rstrip("/"))
    if there is not None and there != answers.get(parameter.volume):
        return f"The container {container} has the volume {there} at {value}; choose that volume, or another path."
    return ""


def _path(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    text = str(value)
    if not text.startswith("/") or ":" in text or ".." in text.split("/"):
        return "This is a path from the root, such as /var/log/app, without “..” and colons."
    return ""


def _port(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    if type(value) is not int or not 1 <= value <= 65535:
        return "A port is a whole number from 1 to 65535."
    return ""


def _free_port(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    wrong = _port(parameter, value, pod, answers)
    if wrong:
        return wrong
    owner = pod_parts.taken_ports(pod).get(int(value))
    if owner is not None:
        return f"Port {value} is taken by the container {owner}; the containers of a pod share one address."
    return ""


def _twice(recipe: Recipe, answers: Answers) -> dict[str, str]:
    """Ports that two questions were answered with."""
    found, seen = {}, set()
    for parameter in recipe.parameters:
        if parameter.type == "free-port":
            value = answers[parameter.name]
            if value in seen:
                found[parameter.name] = f"Port {value} is given twice; the containers of a pod share one address."
            seen.add(value)
    return found


def _words(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    try:
        shlex.split(str(value))
    except ValueError:
        return "A quotation mark is open here; close it, or leave it out."
    return ""


def _integer(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    return "" if type(value) is int and value >= 0 else "This is a whole number, such as 1000."


def _choice(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    return "" if value in parameter.choices else f"This is one of {', '.join(parameter.choices)}."


def _quantity(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
    try:
        quantity.parse(str(value))
    except quantity.QuantityError:
        return "This is an amount such as 128Mi or 2Gi."
    return ""


def _looks(pattern: re.Pattern[str], sentence: str) -> Callable[[Parameter, Answer, Document, Answers], str]:
    def check(parameter: Parameter, value: Answer, pod: Document, answers: Answers) -> str:
        return "" if pattern.fullmatch(str(value)) else sentence

    return check


_CHECKS: dict[str, Callable[[Parameter, Answer, Document, Answers], str]] = {
    "name": _name,
    "container": _container,
    "volume": _volume,
    "mount-path": _mount_path,
    "path": _path,
    "port": _port,
    "free-port": _free_port,
    "integer": _integer,
    "choice": _choice,
    "quantity": _quantity,
    "image": _looks(_IMAGE, "An image is named without spaces, such as registry.example.com/web:1.4."),
    "words": _words,
    "env": _looks(_ENV, "A variable's name has letters, digits and underscores, such as DATABASE_HOST."),
    "object": _looks(_OBJECT, "The name of an object has lower-case letters, digits, dashes and dots."),
    "host": _looks(_HOST, "This is a host's name or address, such as db.example.com."),
    "url": _looks(_URL, "This is an address such as https://example.com/path."),
}
