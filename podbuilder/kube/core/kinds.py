"""Which kinds of objects hold pods: where, under which apiVersion, and what their templates may omit.

They are described in `schemas/kinds/`, one file for each API group, and read once. See schemas/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.field import ROOT, FieldPath

DIRECTORY = data_folder("schemas") / "kinds"
# Stands in a path for every item of a list.
EACH = "*"


@dataclass(frozen=True, slots=True)
class PodTemplate:
    """Where an object holds a pod, and which fields its containers may omit, because a controller fills them in."""

    path: tuple[str, ...]
    may_omit: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object. Those that Kubernetes itself defines have a `definition` in its JSON Schemas, others ""."""

    name: str
    group: str
    api_versions: tuple[str, ...]  # those that it has now, the preferred one first
    former: tuple[str, ...]  # those that it had before Kubernetes 1.25
    definition: str
    templates: tuple[PodTemplate, ...]
    filled_in: Mapping[str, Any]  # what the API server writes into `spec` where the author writes nothing
    is_common: bool  # whether it is among the few that a menu offers

    @property
    def api_version(self) -> str:
        """The apiVersion to write."""
        return self.api_versions[0]


@cache
def every(directory: Path = DIRECTORY) -> tuple[Kind, ...]:
    """All known kinds, those of Kubernetes' core group first, then group by group."""
    files = [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in directory.glob("*.yaml")]
    groups = sorted(files, key=lambda file: str(file["group"]))
    return tuple(_kind(file["group"], name, entry) for file in groups for name, entry in file["kinds"].items())


@cache
def native(directory: Path = DIRECTORY) -> Mapping[str, Kind]:
    """The kinds that Kubernetes itself defines, by name."""
    return {kind.name: kind for kind in every(directory) if kind.definition}


def kind_of(whole: Any, directory: Path = DIRECTORY) -> Kind | None:
    """The kind of an object; None if its group has no known kind of that name.

    A wrong apiVersion is taken for one of Kubernetes' own, unless its group is a domain name, as the
    groups of custom resources are: no group of Kubernetes' own that has pods is one.
    """
    name, api_version = documents.get(whole, ("kind",)), documents.get(whole, ("apiVersion",))
    group = api_version.partition("/")[0] if isinstance(api_version, str) else ""
    if "." not in group:
        return native(directory).get(name) if isinstance(name, str) else None
    return next((kind for kind in every(directory) if (kind.name, kind.group) == (name, group)), None)


def pod_paths(whole: Any, directory: Path = DIRECTORY) -> list[FieldPath]:
    """Where an object of a known kind holds its pods, or would; a kind of another group is read like its namesake."""
    name = documents.get(whole, ("kind",))
    kind = kind_of(whole, directory) or (native(directory).get(name) if isinstance(name, str) else None)
    return [path for template in kind.templates for path in _spread(whole, ROOT, template.path)] if kind else []


def _spread(whole: Any, at: FieldPath, rest: tuple[str, ...]) -> Iterator[FieldPath]:
    """The paths that a pattern stands for in an object."""
    if EACH not in rest:
        yield FieldPath((*at, *rest))
        return
    here = rest.index(EACH)
    at = FieldPath((*at, *rest[:here]))
    items = documents.get(whole, at)
    for i in range(len(items) if isinstance(items, list) else 0):
        yield from _spread(whole, at.index(i), rest[here + 1 :])


def _kind(group: str, name: str, entry: Mapping[str, Any]) -> Kind:
    return Kind(
        name,
        group,
        tuple(entry["apiVersions"]),
        tuple(entry.get("former", ())),
        entry.get("definition", ""),
        tuple(_template(**template) for template in entry["templates"]),
        entry.get("filledIn", {}),
        entry.get("common", False),
    )


def _template(path: str, mayOmit: tuple[str, ...] = ()) -> PodTemplate:
    """`spec.workers[*].template` is spec, workers, each of them, template."""
    return PodTemplate(tuple(path.replace(f"[{EACH}]", f".{EACH}").split(".")) if path else (), frozenset(mayOmit))
