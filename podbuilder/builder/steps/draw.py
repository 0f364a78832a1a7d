"""Draws a step: its parts, and the fields of the manifest that none of them shows."""

from __future__ import annotations

from collections.abc import Callable

from podbuilder.builder.forms.parts import Control, Leftovers, Pair, Part
from podbuilder.builder.forms.sheet import Sheet
from podbuilder.builder.steps import container, metadata, networking, running, scheduling, security, volumes
from podbuilder.builder.steps.outline import (
    METADATA,
    NETWORKING,
    REVIEW,
    RUNNING,
    SCHEDULING,
    SECURITY,
    VOLUMES,
    container_path,
    slug_for,
)
from podbuilder.kube.document import walk
from podbuilder.kube.field import FieldPath

DRAWN_BY: dict[str, Callable[[Sheet], list[Part]]] = {
    METADATA: metadata.draw,
    VOLUMES: volumes.draw,
    NETWORKING: networking.draw,
    RUNNING: running.draw,
    SCHEDULING: scheduling.draw,
    SECURITY: security.draw,
    REVIEW: lambda sheet: [],
}
# What only says what kind of document this is, and what a server writes.
NOT_EDITED = frozenset({"apiVersion", "kind", "status"})


def draw(sheet: Sheet, slug: str) -> list[Part] | None:
    """The parts of a step, or None if the pod has no such step."""
    path = container_path(slug)
    if path is not None:
        parts = container.draw(sheet, path) if isinstance(sheet.get(path), dict) else None
    elif slug in DRAWN_BY:
        parts = DRAWN_BY[slug](sheet)
    else:
        parts = None
    if parts and slug != REVIEW:
        paths = leftovers(sheet, slug, parts)
        if paths:
            parts.append(Leftovers(FieldPath(), "leftovers", paths))
    return parts


def leftovers(sheet: Sheet, slug: str, parts: list[Part]) -> list[FieldPath]:
    """The paths that carry a value, belong to this step, and have no control in it."""
    shown: set[FieldPath] = set()
    for top in parts:
        for part in top.walk():
            if isinstance(part, (Control, Pair)):
                shown.add(part.path)
    return [
        path
        for path, value in walk(sheet.pod)
        if path
        and path[0] not in NOT_EDITED
        and path not in shown
        and not (isinstance(value, (dict, list)) and value)
        and slug_for(path) == slug
        and not _is_empty_choice(path, value, parts)
    ]


def _is_empty_choice(path: FieldPath, value: object, parts: list[Part]) -> bool:
    """Whether this is a union's branch that says all by being there, such as `emptyDir: {}`."""
    if value not in ({}, None):
        return False
    chosen = {at for top in parts for part in top.walk() for at in getattr(part, "branches", {}).values()}
    return path in chosen
