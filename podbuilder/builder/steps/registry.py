"""Draws a step: its parts, and the fields of the manifest that none of them shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Pair, Rows
from podbuilder.builder.steps import (
    companion,
    container,
    metadata,
    networking,
    restart_and_identity,
    scheduling,
    security,
    volumes,
    workload,
)
from podbuilder.builder.steps.outline import (
    METADATA,
    NETWORKING,
    OBJECT,
    REVIEW,
    RUNNING,
    SCHEDULING,
    SECURITY,
    SLUG_OF_LIST,
    VOLUMES,
    WITH_KIND,
    WORKLOAD,
    companion_of,
    container_path,
    holds_template,
    slug_for,
    workload_of,
)
from podbuilder.kube.catalogue import NOT_WRITTEN
from podbuilder.kube.core.document import get, walk
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC

DRAWN_BY: dict[str, Callable[[Sheet], list[Part]]] = {
    WORKLOAD: workload.draw,
    METADATA: metadata.draw,
    VOLUMES: volumes.draw,
    NETWORKING: networking.draw,
    RUNNING: restart_and_identity.draw,
    SCHEDULING: scheduling.draw,
    SECURITY: security.draw,
    OBJECT: companion.draw,
    REVIEW: lambda sheet: [],
}


def draw(sheet: Sheet, slug: str) -> list[Part] | None:
    """The parts of a step, or None if the pod has no such step."""
    path = container_path(slug)
    if path is not None:
        parts = container.draw(sheet, path) if isinstance(sheet.get(path), dict) else None
    else:
        parts = DRAWN_BY[slug](sheet) if has_step(sheet.pod, slug) else None
    return parts


def has_step(pod: Document, slug: str) -> bool:
    """Whether the pod has this step."""
    path = container_path(slug)
    if path is not None:
        return isinstance(get(pod, path), dict)
    if companion_of(pod):
        return slug in (OBJECT, REVIEW)
    return slug in DRAWN_BY and slug != OBJECT and (slug != WORKLOAD or bool(workload_of(pod)))


def shown_in(slug: str) -> Callable[[FieldPath], bool]:
    """A function that says whether this step shows a field."""
    top = 1 if slug in (WORKLOAD, OBJECT) else 0
    return lambda path: slug_for(path) == slug and len(path) > top and path[top] not in NOT_WRITTEN


def leftovers(pod: Document, slug: str, parts: list[Part]) -> list[FieldPath]:
    """The paths of this step that have a value and no control among its parts."""
    if slug == REVIEW:
        return []
    shown = {part.path for part in parts if isinstance(part, (Control, Pair))}
    cut = [part for part in parts if isinstance(part, Rows) and part.is_cut]
    # What is empty has the controls of what could be in it: `strategy: {}`.
    around = {part[:length] for part in shown for length in range(len(part))}
    # A union's branch may say all by being there, such as `emptyDir: {}`.
    chosen = {at for part in parts for at in getattr(part, "branches", {}).values()}
    return [
        path
        for top, value in _tops(pod)
        if slug_for(top) == slug
        for path, value in walk(value, top)
        if path not in shown
        and not (isinstance(value, (dict, list)) and value)
        and not (value in ({}, None) and (path in chosen or path in around))
        and not holds_template(path)
        and not any(rows.hides(path) for rows in cut)
    ]


def _tops(pod: Document) -> Iterator[tuple[FieldPath, object]]:
    """The pieces of a pod that belong to one step each: fields of the spec, containers, what stands beside the spec."""
    for name, value in pod.items():
        if name in NOT_WRITTEN:
            continue
        if name in WITH_KIND and isinstance(value, dict):
            yield from ((FieldPath((name, top)), inner) for top, inner in value.items() if top not in NOT_WRITTEN)
        elif name != "spec" or not isinstance(value, dict):
            yield FieldPath((name,)), value
        else:
            yield from _tops_of_spec(value)


def _tops_of_spec(spec: Document) -> Iterator[tuple[FieldPath, object]]:
    for field, inner in spec.items():
        path = SPEC.child(field)
        if field in SLUG_OF_LIST and isinstance(inner, list):
            yield from ((path.index(i), item) for i, item in enumerate(inner))
        else:
            yield path, inner
