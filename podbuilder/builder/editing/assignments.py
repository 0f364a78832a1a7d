"""Setting a field that is said with its value: where in a draft that can go, and the edit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.builder.forms.fields import field_for
from podbuilder.builder.steps.outline import WITH_KIND, container_path, path_kind_of
from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import Catalogue, FieldSpec, assignment
from podbuilder.kube.catalogue.assignment import Target
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, container_name
from podbuilder.kube.corrections.shape import meant_by
from podbuilder.kube.corrections.words import shown_value
from podbuilder.kube.manifest import Edit, Manifest

SET = "set"
# Places that are offered for one field, the best first, and those that are looked for at all.
MOST_PLACES = 6
_MOST_SOUGHT = 200
_CONTAINER = f"spec.{CONTAINERS}[]"


@dataclass(frozen=True)
class Place:
    """One place of a field in a pod, and what is to be set there."""

    path: FieldPath
    spec: FieldSpec
    # As it was typed.
    text: str
    # The name of the container that it is in; "" for none, or one without a name.
    container: str

    @property
    def op(self) -> str:
        """The value of the button that sets it."""
        return f"{SET}:{json.dumps([str(self.path), self.text])}"

    @property
    def around(self) -> str:
        """The field that it is in, without the container; "" where it is one of the spec's or the container's own."""
        names = [str(part) for part in self.path[:-1] if isinstance(part, str)]
        start = 0 if self.path[0] in WITH_KIND else 2 if self.path[1:2] in ((CONTAINERS,), (INIT_CONTAINERS,)) else 1
        return ".".join(names[start:])

    def edit(self, pod: Document) -> Edit:
        """The edit that sets it (NoValue)."""
        value = field_for(self.spec, document.get(pod, self.path)).clean(self.text)
        return Edit("set", self.path, "" if value is None else value)

    @property
    def guess(self) -> str:
        """What was probably meant where the text is no value of the field; "" where nothing near is known."""
        meant = meant_by(self.text, self.spec)
        return "" if meant is document.MISSING else shown_value(meant, self.spec)


def places_of(pod: Document, version: str, said: str, slug: str = "") -> list[Place]:
    """Where a text like `image nginx:1.27` can be set: in the container of the step `slug` first."""
    found = assignment.read(said)
    if found is None:
        return []
    known, here = catalogue.with_workload(version, path_kind_of(pod)), container_path(slug)
    places: list[tuple[bool, bool, int, Place]] = []
    for rank, target in enumerate(assignment.targets(version, found.field, path_kind_of(pod))):
        for path in _paths(pod, known, target):
            place = Place(path, target.spec, found.text, container_name(pod, path) or "")
            is_here = here is not None and path.is_under(here)
            places.append((not is_here, not document.has(pod, path), rank, place))
            if len(places) == _MOST_SOUGHT:
                break
    return [place for *_, place in sorted(places, key=lambda one: one[:3])][:MOST_PLACES]


def set_field(manifest: Manifest, version: str, target: str) -> Manifest:
    """The manifest with what a button of a Place sets (ManifestError); itself, where the button means nothing."""
    pod = manifest.place.pod_with_workload
    known = catalogue.with_workload(version, path_kind_of(pod))
    try:
        name, text = json.loads(target)
        path = known.resolve(str(name))
        spec = known.field(path)
        if spec is None or not spec.is_scalar:
            return manifest
        return manifest.patch([Place(path, spec, str(text), "").edit(pod)])
    except (ValueError, TypeError, RecursionError):
        # Neither JSON nor a pair, no field of this version (UnknownPath), or no value of it (NoValue).
        return manifest


def _paths(pod: Document, known: Catalogue, target: Target) -> Iterator[FieldPath]:
    """The places of a field in this pod: within what is there, or what may be made with nothing else in it."""
    patterns = [target.pattern]
    if target.pattern.startswith(_CONTAINER):
        patterns.append(target.pattern.replace(_CONTAINER, f"spec.{INIT_CONTAINERS}[]", 1))
    for pattern in patterns:
        for path in _below(pod, pattern.replace("[]", ".[]").split("."), ROOT, known):
            yield path.key(target.key) if target.key else path


def _below(value: Any, parts: list[str], at: FieldPath, known: Catalogue) -> Iterator[FieldPath]:
    if not parts:
        yield at
        return
    part, rest = parts[0], parts[1:]
    if part == "[]":
        for i, item in enumerate(value if isinstance(value, list) else ()):
            yield from _below(item, rest, at.index(i), known)
        return
    inner = value.get(part) if isinstance(value, dict) else None
    path = at.child(part)
    if inner is not None or not rest or (rest[0] != "[]" and _may_be_made(known.field(path), rest[0])):
        yield from _below(inner, rest, path, known)


def _may_be_made(spec: FieldSpec | None, name: str) -> bool:
    """Whether an object that is not there may be made with this field alone in it."""
    if spec is None or spec.union or spec.presence or any(union.required for union in spec.unions):
        return False
    return all(field.name == name for field in spec.fields.values() if field.required)
