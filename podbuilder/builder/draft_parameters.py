"""The parameters of a draft that is to be a template: declared beside its manifest, used in it by placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.catalogue.labels import label_of
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.placeholder import NAME
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import Manifest, set_
from podbuilder.kube.templating import (
    PLACEHOLDER,
    TYPES,
    Parameter,
    Value,
    ValueRefused,
    as_text,
    fill,
    parse,
    problems,
    sample,
    uses,
)
from podbuilder.kube.templating.parameter import PLACEHOLDERS

# A longer list is hard to use; the other fields are found beside their controls.
MOST_CANDIDATES = 200
MOST_BOUND = 10**15
BOUNDS = ("minimum", "maximum")
_WHAT_IT_IS = (("apiVersion",), ("kind",))
_LISTS_OF_NAMES = ("containers", "initContainers", "volumes", "env", "ports")


class ParameterCandidate(NamedTuple):
    """A field that could become a parameter: its path, its label with the names around it, and its value."""

    path: FieldPath
    label: str
    value: str


def candidates(manifest: Manifest, fields: Catalogue) -> list[ParameterCandidate]:
    """The fields of the pod and its workload with a plain value and no placeholder, except `apiVersion` and `kind`."""
    found, workload = [], manifest.place.path_kind
    for path, value in document.walk(manifest.place.pod_with_workload):
        own = path.relative_to((workload,)) if path.is_under((workload,)) else path
        if own in _WHAT_IT_IS:
            continue
        spec = fields.field(path)
        if isinstance(value, (str, int, bool)) and spec is not None and not PLACEHOLDER.search(str(value)):
            spelt = fields.spell(path)
            found.append(
                ParameterCandidate(spelt, f"{_place(manifest, spelt)}{label_of(spelt, fields)}", as_text(value)[:60])
            )
    return found[:MOST_CANDIDATES]


def _place(manifest: Manifest, path: FieldPath) -> str:
    """The names of the list items around a field, as in `web · LOG_LEVEL: `."""
    names = [
        document.get(manifest.place.pod_with_workload, (*path[: i + 1], "name"), "")
        for i, part in enumerate(path)
        if isinstance(part, int) and path[i - 1] in _LISTS_OF_NAMES
    ]
    said = [str(name) for name in names if name]
    return f"{' · '.join(said)}: " if said else ""


def proposal(manifest: Manifest, path: FieldPath, fields: Catalogue, taken: Iterable[Parameter]) -> Parameter:
    """A parameter for the field at `path`, named and typed after it, with the field's value as the default."""
    spec, value = fields.field(path), document.get(manifest.place.pod_with_workload, path)
    type_ = "string"
    choices: tuple[str, ...] = ()
    if spec is not None:
        type_, choices = _type(path, spec.type, spec.choices)
    default = value if isinstance(value, (str, int, bool)) and not PLACEHOLDER.search(str(value)) else None
    if type_ == "quantity" and default is not None:
        default = as_text(default)
    return Parameter(_free_name(path, taken), type_, label_of(path, fields), default=default, choices=choices)


def typed(manifest: Manifest, parameter: Parameter, fields: Catalogue) -> Parameter:
    """The parameter with the type of the first field that its placeholder stands in alone, if its default fits."""
    for use in uses(manifest.pod):
        spec = fields.field(use.path)
        if use.is_alone and use.names == (parameter.name,) and spec is not None:
            type_, choices = _type(use.path, spec.type, spec.choices)
            better = replace(parameter, type=type_, choices=choices, label=label_of(use.path, fields))
            return better if parameter.default is None else _with_default(better, as_text(parameter.default), parameter)
    return parameter


def _with_default(better: Parameter, default: str, parameter: Parameter) -> Parameter:
    try:
        return replace(better, default=parse(better, default))
    except ValueRefused:
        return parameter


def _type(path: FieldPath, type_: str, choices: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    last, before = str(path[-1]), str(path[-2]) if len(path) > 1 else ""
    if choices:
        return "choice", tuple(choice for choice in choices if choice)
    if last in ("containerPort", "hostPort") or (last == "port" and type_ in ("integer", "int-or-string")):
        return "port", ()
    if type_ in ("integer", "boolean", "quantity"):
        return type_, ()
    if last == "image":
        return "image", ()
    if last == "secretName" or (last == "name" and before.startswith("secret")):
        return "secret", ()
    if last == "name" and before.startswith("configMap"):
        return "configmap", ()
    return ("name", ()) if last == "name" and before != "env" else ("string", ())


def _free_name(path: FieldPath, taken: Iterable[Parameter]) -> str:
    parts = [str(part) for part in path if not isinstance(part, int)]
    word = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in parts[-1])
    name = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in word.lower()).strip("-")
    name = "-".join(filter(None, name.split("-")))[:32]
    name = name if re.fullmatch(NAME, name) else f"p-{name}"[:32].strip("-")
    used = {parameter.name for parameter in taken}
    number = 2
    free = name
    while free in used:
        free, number = f"{name}-{number}", number + 1
    return free


@dataclass
class Posted:
    """A declaration as it was posted: the texts, and what is wrong with them by the name of the control."""

    texts: Mapping[str, str]
    parameter: Parameter
    errors: dict[str, str] = field(default_factory=dict)


def posted(data: Mapping[str, str], others: Iterable[Parameter]) -> Posted:
    """The declaration that a form describes; `others` are the draft's other parameters."""
    texts = {name: data.get(name, "").strip() for name in ("name", "type", "label", "help", "longest", *BOUNDS)}
    texts |= {name: as_posted(data.get(name, "")[:5000]) for name in ("default", "choices", "starts_with")}
    texts["is_optional"] = data.get("is_optional", "")
    errors: dict[str, str] = {}
    given: dict[str, Any] = {
        "name": texts["name"][:60],
        "type": texts["type"] if texts["type"] in TYPES else "string",
        "label": texts["label"][:100],
        "help": texts["help"][:500],
        "starts_with": texts["starts_with"].strip()[:253],
        "choices": tuple(dict.fromkeys(line.strip()[:253] for line in texts["choices"].splitlines() if line.strip())),
        "is_optional": bool(texts["is_optional"]),
    }
    if given["type"] != "choice":
        given["choices"] = ()
    for name in (*BOUNDS, "longest"):
        given[name] = _bound(name, texts[name], given["type"], errors)
    parameter = Parameter(**given)
    if texts["default"] or parameter.is_optional:
        try:
            parameter = Parameter(**given, default=parse(parameter, texts["default"]))
        except ValueRefused as refused:
            errors["default"] = str(refused)
    errors = {_control(parameter, text): text for _, text in problems([parameter])} | errors
    if parameter.name in {other.name for other in others}:
        errors["name"] = f"This draft has another parameter called {parameter.name}."
    return Posted(texts, parameter, errors)


def _bound(name: str, text: str, type_: str, errors: dict[str, str]) -> int | str | None:
    if not text or (name == "longest") != (type_ in ("string", "name", "secret", "configmap", "image")):
        return None
    if type_ == "quantity":
        return text[:40]
    if type_ in ("integer", "port") or name == "longest":
        number = whole_number(text.removeprefix("-"), MOST_BOUND)
        if number is not None:
            return -number if text[0] == "-" else number
        errors[name] = "This must be a whole number."
    return None


def _control(parameter: Parameter, text: str) -> str:
    """The control beside which an error of a declaration stands."""
    if "name" in text and not text.startswith("The default"):
        return "name"
    if "list" in text or "choices" in text:
        return "choices"
    return "minimum" if "least" in text else "default"


def texts_of(parameter: Parameter) -> dict[str, str]:
    """A declaration as its form shows it."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "label": parameter.label,
        "help": parameter.help,
        "default": as_text(parameter.default),
        "choices": "\n".join(parameter.choices),
        "minimum": "" if parameter.minimum is None else str(parameter.minimum),
        "maximum": "" if parameter.maximum is None else str(parameter.maximum),
        "longest": "" if parameter.longest is None else str(parameter.longest),
        "starts_with": parameter.starts_with,
        "is_optional": "on" if parameter.is_optional else "",
    }


def with_placeholder(manifest: Manifest, path: FieldPath, parameter: Parameter) -> Manifest:
    """The manifest with the parameter's placeholder at `path` (ManifestError)."""
    return manifest.patch([set_(path, parameter.placeholder)])


def renamed(text: str, old: str, new: str, version: str) -> str:
    """The text with another name in a parameter's placeholders (ManifestError)."""
    return text if old == new else fill(text, {old: PLACEHOLDERS.write(new)}, version)


def removed(text: str, parameter: Parameter, version: str) -> str:
    """The text with a parameter's default, or something plausible, in place of its placeholders (ManifestError)."""
    value: Value = parameter.default if parameter.default is not None else sample(parameter)
    return fill(text, {parameter.name: value}, version)
