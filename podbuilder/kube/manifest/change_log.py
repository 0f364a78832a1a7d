"""What differs between two manifests, in words: "image 1.2 → 1.3", "memory limit 512Mi added".

Lists whose items have names are compared item by item, whatever their order. Values that may be secret (environment,
arguments, annotations) are never repeated; only the fact that they changed is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import image
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.list_map_keys import inner_spec, item_names, root_spec
from podbuilder.kube.yamltext.edits import same

# Fields that a description leaves out; only their contents are named.
TRANSPARENT = frozenset(
    {
        *("metadata", "spec", "template", "jobTemplate", "resources", "limits", "requests", "securityContext"),
        *("labels", "annotations", "nodeSelector"),
    }
)
LISTS = frozenset(
    {"containers", "initContainers", "ephemeralContainers", "volumes", "env", "ports", "volumeMounts", "volumeDevices"}
)
# One item of a list, or one entry of a map.
NOUNS = {
    "containers": "container",
    "initContainers": "init container",
    "ephemeralContainers": "ephemeral container",
    "volumes": "volume",
    "env": "environment variable",
    "ports": "port",
    "volumeMounts": "mount at",
    "volumeDevices": "block device at",
    "imagePullSecrets": "image pull secret",
    "hostAliases": "host alias",
    "labels": "label",
    "annotations": "annotation",
    "nodeSelector": "node label",
}
# The lists under whose items changes are grouped.
PLACES = frozenset({"containers", "initContainers", "ephemeralContainers", "volumes"})
SILENT = frozenset({"env", "args", "command", "annotations", "httpHeaders"})
LONGEST_VALUE = 60


class FieldChange(NamedTuple):
    """One difference: the container or volume it concerns ("" for none), a description, and its path in the object."""

    where: str
    text: str
    path: FieldPath


class _Step(NamedTuple):
    """One step on the path to a value: the name of the field or item, and what the catalogue knows about it."""

    name: str
    spec: FieldSpec | None
    # The list or map that this is an item or entry of; "" for a field.
    of: str = ""


def changes(old: Manifest, new: Manifest, version: str) -> list[FieldChange]:
    """The differences between two manifests, in the order of the fields."""
    if old.kind != new.kind:
        kind = FieldChange("", f"kind {old.kind} → {new.kind}", FieldPath(("kind",)))
        # A template has no kind of its own.
        before, after = (
            {name: side.pod[name] for name in ("metadata", "spec") if name in side.pod} for side in (old, new)
        )
        return [kind, *_changes(before, after, root_spec({}, version), (), FieldPath())]
    return list(_changes(old.object, new.object, root_spec(new.object, version), (), FieldPath()))


def summarize(found: list[FieldChange], most: int = 8) -> str:
    """All changes in one sentence; those beyond `most` are only counted. "" if there are none."""
    told = [
        ", ".join(change.text for change in group) if not where else f"{where}: " + ", ".join(c.text for c in group)
        for where, group in groupby(found[:most], key=lambda change: change.where)
    ]
    rest = len(found) - most
    return "; ".join(told) + (f"; and {rest} more" if rest > 0 else "")


def _changes(
    old: Any, new: Any, spec: FieldSpec | None, steps: tuple[_Step, ...], path: FieldPath
) -> Iterator[FieldChange]:
    if old is not MISSING and new is not MISSING and same(old, new):
        return
    before, after = _opened(old, new, steps)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            inner = inner_spec(spec, key)
            of = steps[-1].name if steps and spec is not None and spec.type == "map" else ""
            step = _Step(key, inner, of)
            yield from _changes(
                before.get(key, MISSING), after.get(key, MISSING), inner, (*steps, step), path.child(key)
            )
        return
    if isinstance(before, list) and isinstance(after, list):
        old_names, new_names = item_names(before, spec), item_names(after, spec)
        if old_names is not None and new_names is not None:
            yield from _items(
                dict(zip(old_names, before, strict=True)), dict(zip(new_names, after, strict=True)), spec, steps, path
            )
            return
    yield _told(old, new, steps, path)


def _opened(old: Any, new: Any, steps: tuple[_Step, ...]) -> tuple[Any, Any]:
    """Both sides; a missing side counts as empty where only a field's contents are described."""
    name = steps[-1].name if steps and not steps[-1].of else ""
    empty: Any = {} if name in TRANSPARENT else [] if name in LISTS else MISSING
    sides = [
        empty if side is MISSING and type(other) is type(empty) else side for side, other in ((old, new), (new, old))
    ]
    return sides[0], sides[1]


def _items(
    old: dict[str, Any], new: dict[str, Any], spec: FieldSpec | None, steps: tuple[_Step, ...], path: FieldPath
) -> Iterator[FieldChange]:
    inner = spec.item if spec else None
    places = {name: place for side in (old, new) for place, name in enumerate(side)}
    for name in dict.fromkeys((*old, *new)):
        at = path.index(places[name])
        step = _Step(name, inner, steps[-1].name)
        yield from _changes(old.get(name, MISSING), new.get(name, MISSING), inner, (*steps, step), at)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        where, chain = _place(steps)
        yield FieldChange(where, f"order of {_joined(chain)} changed", path)


def _told(old: Any, new: Any, steps: tuple[_Step, ...], path: FieldPath) -> FieldChange:
    where, chain = _place(steps)
    if not chain:
        # The container or volume itself.
        return FieldChange(
            "", f"{where} {'added' if old is MISSING else 'removed' if new is MISSING else 'changed'}", path
        )
    label = _joined(chain)
    silent = any(step.name in SILENT for step in steps)
    return FieldChange(where, _sentence(label, old, new, silent), path)


def _sentence(label: str, old: Any, new: Any, silent: bool) -> str:
    if new is MISSING:
        return f"{label} removed"
    if type(new) is bool:
        return f"{label} turned {'on' if new else 'off'}"
    value = "" if silent else _value(new)
    if old is MISSING:
        is_amount = label.endswith((" limit", " request"))
        return f"{label} added" if not value else f"{label} {value} added" if is_amount else f"{label} set to {value}"
    former = "" if silent else _value(old)
    if not (value and former):
        return f"{label} changed"
    if label == "image":
        former, value = _images(former, value)
    return f"{label} {former} → {value}"


def _value(value: Any) -> str:
    """A value as a description shows it; "" if it is too long or not a single value."""
    text = str(value).lower() if type(value) is bool else str(value)
    fits = isinstance(value, str | int | float) and len(text) <= LONGEST_VALUE and "\n" not in text
    return text if fits else ""


def _images(old: str, new: str) -> tuple[str, str]:
    """The tags of two images that have the same registry and repository; otherwise both images in full."""
    try:
        before, after = image.parse(old), image.parse(new)
    except image.ImageError:
        return old, new
    is_same = (before.registry, before.repository) == (after.registry, after.repository)
    if is_same and before.tag and after.tag and before.tag != after.tag:
        return before.tag, after.tag
    return old, new


def _place(steps: tuple[_Step, ...]) -> tuple[str, list[_Step]]:
    """The container or volume that the steps lead through, and the remaining steps within it."""
    for number, step in enumerate(steps):
        if step.of in PLACES:
            return f"{NOUNS[step.of]} {step.name}", list(steps[number + 1 :])
    return "", list(steps)


def _joined(chain: list[_Step]) -> str:
    """The path to a value in words: "liveness probe › path", "memory limit", "label app"."""
    if len(chain) > 1 and chain[-1].of in ("limits", "requests"):
        return f"{chain[-1].name} {chain[-1].of[:-1]}"
    if len(chain) > 1 and chain[-2].of == "env" and chain[-1].name == "value":
        chain = chain[:-1]
    entered = {number - 1 for number, step in enumerate(chain) if step.of}
    told = [
        _word(step)
        for number, step in enumerate(chain)
        if number not in entered and (number == len(chain) - 1 or step.of or step.name not in TRANSPARENT)
    ]
    return " › ".join(told)


def _word(step: _Step) -> str:
    if step.of:
        return f"{NOUNS.get(step.of, step.of)} {step.name}"
    label = step.spec.label if step.spec and step.spec.label else step.name
    # A label that begins with an abbreviation keeps its capitals.
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
