"""The values of a container: its image, its variables, its resources, and the times of its probes."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from podbuilder.kube.conversion_report.note import carried
from podbuilder.kube.core import document, image
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_values import ValuePath
from podbuilder.kube.exporters.helm.go_text import field, literal
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, entries, texts
from podbuilder.kube.exporters.helm.value_schema import TEXT, TEXTS, is_fit, texts_but

_PROBES = {"startupProbe": "startup", "livenessProbe": "liveness", "readinessProbe": "readiness"}
_TIMES = {
    "initialDelaySeconds": "Seconds before the first {} check.",
    "periodSeconds": "Seconds from one {} check to the next.",
    "timeoutSeconds": "Seconds after which a {} check has failed.",
    "failureThreshold": "How many {} checks in a row must fail to count.",
    "successThreshold": "How many {} checks in a row must succeed to count.",
}
_POLICY = "When the image is pulled; empty leaves it to Kubernetes."


class ImageParts(NamedTuple):
    """An image as it is written, in pieces: put together they give the same text."""

    repository: str
    tag: str
    digest: str


def parts_of(text: str) -> ImageParts:
    """The pieces of an image; what nobody can read is a repository."""
    try:
        read = image.parse(text)
    except image.ImageError:
        return ImageParts(text, "", "")
    rest = text.removesuffix(f"@{read.digest}") if read.digest else text
    return ImageParts(rest.removesuffix(f":{read.tag}") if read.tag else rest, read.tag, read.digest)


def add_container(draft: ChartDraft, one: ObjectTemplate, at: FieldPath, to: ValuePath) -> None:
    """Make values of the fields of a container which stand at `to`."""
    name = str(one.get(*at, "name"))
    _add_image(draft, one, at, (*to, "image"), name)
    _add_env(draft, one, at.child("env"), (*to, "env"), name)
    about = f"What the container {name} asks for of a node, and what it may use at most."
    draft.add_structure(one, at.child("resources"), (*to, "resources"), about, {})
    for probe, word in _PROBES.items():
        for time, says in _TIMES.items():
            path = at.child(probe, time)
            if one.has(path):
                draft.add_scalar(one, path, (*to, probe, time), says.format(word))


def _add_image(draft: ChartDraft, one: ObjectTemplate, at: FieldPath, to: ValuePath, name: str) -> None:
    text, path = one.get(*at, "image"), at.child("image")
    if text and is_fit(text, TEXT) and one.is_free(path):
        parts = parts_of(text)
        about = (f"The image of the container {name}, without its tag.", "Its tag; empty for none.")
        draft.values.add((*to, "repository"), parts.repository, about[0], TEXT | {"minLength": 1})
        draft.values.add((*to, "tag"), parts.tag, about[1], TEXT)
        draft.values.add((*to, "digest"), parts.digest, "Its digest, such as sha256:…; empty for none.", TEXT)
        one.put(path, texts(f'include "{draft.names.chart}.image" {field(to)}'))
        draft.say(one, path, carried(".".join(to)))
    _add_policy(draft, one, at.child("imagePullPolicy"), (*to, "pullPolicy"))


def _add_policy(draft: ChartDraft, one: ObjectTemplate, path: FieldPath, to: ValuePath) -> None:
    schema = draft.schema(one, path)
    schema = schema | {"enum": ["", *schema.get("enum", ())]}
    value = one.get(*path) if one.has(path) else ""
    if one.is_free(path) and is_fit(value, schema) and bool(value) == one.has(path):
        read = draft.values.add(to, value, _POLICY, schema, is_needed=False)
        one.put(path, Slot(". | quote", condition=f"with {read}"))
        if value:
            draft.say(one, path, carried(".".join(to)))


def _add_env(draft: ChartDraft, one: ObjectTemplate, path: FieldPath, to: ValuePath, name: str) -> None:
    """Make a map of the variables with texts. They keep their order, since one may name another before it."""
    listed = one.get(*path)
    about = f"Variables of the container {name}; others can be added."
    if not one.has(path) and one.is_free(path):
        read = draft.values.add(to, {}, about, TEXTS, is_needed=False)
        one.put(path, Slot(below=_added("."), condition=f"with {read}"))
        return
    if not isinstance(listed, list) or not listed or path.is_under_any(one.slots):
        return
    names = [document.get(variable, ("name",)) for variable in listed]
    count = Counter(name for name in names if isinstance(name, str))
    found: dict[str, Any] = {}
    for i, variable in enumerate(listed):
        key, at = names[i], path.index(i).child("value")
        value = document.get(variable, ("value",))
        if isinstance(key, str) and count[key] == 1 and is_fit(value, TEXT) and one.is_free(at):
            found[key] = value
            one.put(at, texts(field((*to, key))))
            draft.say(one, at, carried(".".join(to)))
    read = draft.values.add(to, found, about, texts_but(_others(names, found)))
    one.put(
        path.index(len(listed)), Slot(below=_added(f"omit {read} {' '.join(map(literal, found))}" if found else read))
    )


def _others(names: list[Any], found: dict[str, Any]) -> list[str]:
    """The variables that the template sets itself."""
    return sorted({name for name in names if isinstance(name, str)} - set(found))


def _added(read: str) -> tuple[str, ...]:
    """The lines of variables in a map."""
    opens, _, ends = entries(read)
    return (opens, "- name: {{ $key | quote }}", "  value: {{ $value | quote }}", ends)
