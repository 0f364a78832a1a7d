"""What is wrong with one answer to a recipe's question: a check for each type of parameter."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import CONTAINERS
from podbuilder.kube.manifest import pod_edits
from podbuilder.kube.recipes.recipe import Answer, RecipeParameter

Answers = dict[str, Answer]

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
_OBJECT = re.compile(r"[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?")
_PORT_NAME = re.compile(r"(?=[-0-9]*+[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?")
_LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")
_LABEL_KEY = re.compile(r"([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_ENV = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_HOST = re.compile(r"[A-Za-z0-9]([-.A-Za-z0-9]{0,252}[A-Za-z0-9])?")
_IMAGE = re.compile(r"\S+")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+")


def _name(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    if not _LABEL.fullmatch(str(value)):
        return "A container's name has up to 63 lower-case letters, digits and dashes, such as log-shipper."
    if value in pod_edits.container_names(pod):
        return f"The pod already has a container with the name {value}; give this one another."
    return ""


def _container(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    if value in pod_edits.container_names(pod, (CONTAINERS,)):
        return ""
    return f"The pod has no container with the name {value}."


def _volume(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    if not _LABEL.fullmatch(str(value)):
        return "A volume's name has up to 63 lower-case letters, digits and dashes, such as logs."
    present = pod_edits.volume(pod, str(value))
    if present is not None and not pod_edits.is_writable(present):
        return f"The volume {value} is read-only; choose another, or give a new name."
    return ""


def _mount_path(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    wrong = _path(parameter, value, pod, answers)
    if wrong:
        return wrong
    container = answers.get(parameter.container, "")
    there = pod_edits.mounts(pod, str(container)).get(str(value).rstrip("/"))
    if there is not None and there != answers.get(parameter.volume):
        return f"The container {container} mounts the volume {there} at {value}; choose that volume, or another path."
    return ""


def _path(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    text = str(value)
    if not text.startswith("/") or ":" in text or ".." in text.split("/"):
        return "This must be an absolute path, such as /var/log/app, without “..” or colons."
    return ""


def _port(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    if type(value) is not int or not 1 <= value <= 65535:
        return "A port is a whole number from 1 to 65535."
    return ""


def _free_port(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    wrong = _port(parameter, value, pod, answers)
    if wrong:
        return wrong
    owner = pod_edits.taken_ports(pod).get(int(value))
    if owner is not None:
        return f"Port {value} is taken by the container {owner}; the containers of a pod share one address."
    return ""


def _words(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    try:
        shlex.split(str(value))
    except ValueError:
        return "A quotation mark is not closed here; close it, or leave it out."
    return ""


def _integer(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    return "" if type(value) is int and value >= 0 else "This must be a whole number, such as 1000."


def _choice(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    return "" if value in parameter.choices else f"This must be one of {', '.join(parameter.choices)}."


def _quantity(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    try:
        quantity.parse(str(value))
    except quantity.QuantityError:
        return "This must be an amount such as 128Mi or 2Gi."
    return ""


def labels(text: str) -> dict[str, str]:
    """The labels in a text such as `app=web, version=v2`."""
    pairs = (pair.partition("=") for pair in text.split(",") if pair.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _labels(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
    if all(_LABEL_KEY.fullmatch(key) and _LABEL_VALUE.fullmatch(text) for key, text in labels(str(value)).items()):
        return ""
    return "Labels are pairs such as app=web, version=v2: letters, digits, dashes, dots and underscores."


def _looks(pattern: re.Pattern[str], sentence: str) -> Callable[[RecipeParameter, Answer, Document, Answers], str]:
    def check(parameter: RecipeParameter, value: Answer, pod: Document, answers: Answers) -> str:
        return "" if pattern.fullmatch(str(value)) else sentence

    return check


CHECKS: dict[str, Callable[[RecipeParameter, Answer, Document, Answers], str]] = {
    "name": _name,
    "container": _container,
    "volume": _volume,
    "mount-path": _mount_path,
    "path": _path,
    "port": _port,
    "free-port": _free_port,
    "integer": _integer,
    "labels": _labels,
    "choice": _choice,
    "quantity": _quantity,
    "image": _looks(_IMAGE, "An image is named without spaces, such as registry.example.com/web:1.4."),
    "words": _words,
    "env": _looks(_ENV, "A variable's name has letters, digits and underscores, such as DATABASE_HOST."),
    "port-name": _looks(
        _PORT_NAME,
        "A port's name has up to 15 lower-case letters, digits and single dashes, and at least one letter.",
    ),
    "object": _looks(_OBJECT, "The name of an object has lower-case letters, digits, dashes and dots."),
    "host": _looks(_HOST, "This must be a host name or an address, such as db.example.com."),
    "url": _looks(_URL, "This must be an address such as https://example.com/path."),
}
