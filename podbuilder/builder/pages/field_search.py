"""Finding a field of a draft: the catalogue says which fields fit, this says where on the pages each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.builder.steps.outline import container_path, path_kind_of, slug_for, steps_of
from podbuilder.kube.catalogue import FieldSpec, search_index
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, visit_containers

Depth = tuple[int, FieldPath]


@dataclass(frozen=True)
class Found:
    """One field that fits: what it is, where it would be edited, and whether it has a value there."""

    spec: FieldSpec
    path: FieldPath
    step: str
    has_value: bool

    @property
    def label(self) -> str:
        return self.spec.label or self.spec.name


def find(pod: Document, version: str, asked: str, slug: str = "") -> list[Found]:
    """The fields that best match the query. In the step of a container (`slug`), only that container's are found.

    The workload around the pod stands beside the pod's own fields, and is searched as well.
    """
    titles = {step.slug: step.title for step in steps_of(pod)}
    found = []
    for spec in search_index.search_fields(version, asked, workload=path_kind_of(pod)):
        path, has_value = place_of(pod, spec.pattern, slug)
        step = slug_for(path)
        found.append(Found(spec, path, titles.get(step, "Containers"), has_value))
    return found


def place_of(pod: Document, pattern: str, slug: str = "") -> tuple[FieldPath, bool]:
    """The path for a pattern (`spec.containers[].image`) that goes farthest into this pod, and whether it is there.

    Where there is no item yet, the path is that of the first one.
    """
    parts = pattern.replace("[]", ".[]").split(".")
    if parts[:3] != ["spec", CONTAINERS, "[]"]:
        depth, path = _deepest(pod, parts, ROOT)
        return path, depth == len(parts)
    here = container_path(slug)
    found: list[tuple[FieldPath, Document | None]] = [
        (at, item) for at, item, _ in visit_containers(pod, (CONTAINERS, INIT_CONTAINERS))
    ]
    places = [(at, item) for at, item in found if at == here] or found or [(FieldPath(("spec", CONTAINERS, 0)), None)]
    depths = [_deepest(item, parts[3:], at) for at, item in places]
    depth, path = max(depths, key=lambda found: found[0])
    return path, depth == len(parts) - 3


def _deepest(value: Any, parts: list[str], at: FieldPath) -> Depth:
    """How many parts of the best path exist in the pod, and that path in full."""
    if not parts:
        return 0, at
    part, rest = parts[0], parts[1:]
    if part != "[]":
        inner = value.get(part) if isinstance(value, dict) else None
        depth, path = _deepest(inner, rest, at.child(part))
        return (depth + 1 if inner is not None else 0), path
    if not isinstance(value, list) or not value:
        return 0, _deepest(None, rest, at.index(0))[1]
    ways = [_deepest(item, rest, at.index(i)) for i, item in enumerate(value)]
    depth, path = max(ways, key=lambda way: way[0])
    return depth + 1, path
