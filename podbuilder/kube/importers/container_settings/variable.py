"""Variables of a container: values in plain text, in a Secret where they are credentials, and files of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, companion, refused
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.container_settings.host_path import base_name
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.literal_text import literal
from podbuilder.kube.importers.container_settings.object_names import key, label
from podbuilder.kube.importers.question import AnswerType, Question
from podbuilder.kube.secret_scanning.scanner import of_variable

_NAME = re.compile(r"[ -<>-~]+")
_KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
_SECRET, _PLAIN = "secret", "plain"


def secrets_of(name: str) -> str:
    """The name of the Secret with the credentials of a pod."""
    return f"{label(name)}-secrets"


def set_variable(parts: ContainerParts, name: str, value: str, written: Callable[[str], str] = literal) -> Note:
    """Give the container a variable; one of the same name before it is replaced.

    `written` makes of the value what the field has to say; by default, so that Kubernetes replaces nothing in it.
    """
    if not _NAME.fullmatch(name):
        return refused("The name of a variable is made of printable ASCII characters without =.")
    kind = of_variable(name, value) if value else ""
    if kind and _KEY.fullmatch(name) and _is_secret(parts, name):
        secret = secrets_of(parts.pod.name)
        values = parts.pod.companion("Secret", secret, {"stringData": {}})["stringData"]
        # Of two containers in a pod, each may have its own value of the variable.
        at = name if values.get(name, value) == value else key(f"{parts.container['name']}.{name}")
        values[at] = value
        put_variable(parts, {"name": name, "valueFrom": {"secretKeyRef": {"name": secret, "key": at}}})
        return companion("Secret", secret, f"The value is in the Secret, since it is {kind}.")
    return carried(put_variable(parts, {"name": name, "value": written(value)}))


def _is_secret(parts: ContainerParts, name: str) -> bool:
    question = Question(
        f"secret:{name}",
        f"Where the value of {cut(name)} is",
        _SECRET,
        AnswerType.CHOICE,
        ((_SECRET, "in a Secret"), (_PLAIN, "in the pod, for all to read")),
    )
    return parts.questions.ask(question) == _SECRET


def ask_variable(parts: ContainerParts, name: str, environment: Mapping[str, str]) -> Note:
    """Give the container a variable whose value is the caller's."""
    if name in environment:
        return set_variable(parts, name, environment[name])
    question = Question(f"variable:{name}", f"Value of the variable {cut(name)}", "")
    value = parts.questions.ask(question)
    note = set_variable(parts, name, value)
    if value or note.outcome == refused("").outcome:
        return note
    return asks(note.to, "Its value is in your shell, not in the paste; here it is empty.")


def put_variable(parts: ContainerParts, entry: Mapping[str, Any]) -> str:
    """Add an entry to the container's variables, or put it in the place of the one of its name; its path."""
    entries = parts.container.setdefault("env", [])
    number = parts.variables.setdefault(entry["name"], len(entries))
    entries[number : number + 1] = [dict(entry)]
    return parts.at(f"env[{number}]")


def set_file_of_variables(parts: ContainerParts, file: str, read: Any = None) -> Note:
    """Give the container the variables of a file, whose text somebody has to bring. `read` is the file's grammar."""
    name = parts.pod.config_names.take(label(f"{parts.pod.name}-{base_name(file)}"))
    question = Question(f"file:{file}", f"Content of {cut(file)}", "", AnswerType.LINES)
    text = parts.questions.ask(question)
    parts.pod.companion("ConfigMap", name, {"data": {}})
    to = parts.append("envFrom", {"configMapRef": {"name": name}})
    if not text:
        return asks(to, f"The file is not in the paste, so the ConfigMap {name} is empty.")
    secret = False
    for variable, value in (read or read_raw)(text):
        if of_variable(variable, value) and _is_secret(parts, variable):
            parts.pod.companion("Secret", secrets_of(name), {"stringData": {}})["stringData"][variable] = value
            secret = True
        else:
            parts.pod.companions["ConfigMap", name]["data"][variable] = value
    if secret:
        parts.append("envFrom", {"secretRef": {"name": secrets_of(name)}})
    return companion("ConfigMap", name, "The file's variables are in it; credentials are in a Secret beside it.")


def read_raw(text: str) -> Iterable[tuple[str, str]]:
    """The variables of a file as docker run reads it: nothing is taken off, and # begins a comment at a line's start.

    Mirrors ParseEnvFile, docker/cli's opts/file.go; Kubernetes v1.36 keeps what comes out in a ConfigMap.
    """
    for line in text.splitlines():
        name, equals, value = line.lstrip().partition("=")
        if equals and not name.startswith("#") and _KEY.fullmatch(name):
            yield name, value
