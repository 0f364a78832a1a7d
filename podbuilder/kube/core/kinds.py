"""Which kinds of objects hold pods: where, under which apiVersion, and what their templates may omit.

They are described in `schemas/kinds/`, one file for each API group, and read once. See schemas/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.core.template_fields import EACH, PLAIN, TemplateFields, fits, pattern

DIRECTORY = data_folder("schemas") / "kinds"
# The domain of Kubernetes' own API groups, those with a domain.
KUBERNETES = ".k8s.io"
# The abbreviations that kubectl understands, which are no kinds.
SHORT_NAMES = {
    "po": "pod",
    "deploy": "deployment",
    "sts": "statefulset",
    "ds": "daemonset",
    "rs": "replicaset",
    "rc": "replicationcontroller",
    "cj": "cronjob",
}
# How alike a misspelt kind must be: a DeploymentConfig is no Deployment.
ALIKE = 0.85
# No word that is longer is like one of them.
_LONGEST = 60
_LIST = "List"
# What the file of the group is called that has no name.
CORE = "core"


@dataclass(frozen=True, slots=True)
class PodTemplate:
    """Where an object holds a pod, how that is written there, and what it may omit because a controller fills it in."""

    path: tuple[str, ...]
    may_omit: frozenset[str] = frozenset()
    fields: TemplateFields = PLAIN
    needs: str = ""  # the field without which there is no pod
    is_native: bool = False  # whether Kubernetes itself defines its kind
    is_one_of_several: bool = False  # whether an object of its kind may hold other pods, too

    @property
    def place(self) -> str:
        """The same for people: `spec.workers[*].template`."""
        return ".".join((*self.path, self.needs) if self.needs else self.path).replace(f".{EACH}", f"[{EACH}]")


class Completer(NamedTuple):
    """A tool that makes pods from templates which are written as objects of a kind, and what it fills in."""

    tool: str
    container: str  # the name of the container that tells
    fields: tuple[str, ...]  # those of the object, and of that container


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
    names_pods: bool = False  # whether the server warns of a name that its pods cannot have as host names
    objects: str = ""  # the field that lists whole objects
    instead: str = ""  # what its template is, if that only looks like a pod's
    expands: str = ""  # what its placeholders begin with, which are filled in before a pod is made
    expanded_by: str = ""  # who fills them in before the API server sees the object, if anybody does
    completed_by: tuple[Completer, ...] = ()

    @property
    def api_version(self) -> str:
        """The apiVersion to write."""
        return self.api_versions[0]


@cache
def every(directory: Path = DIRECTORY) -> tuple[Kind, ...]:
    """All known kinds, those of Kubernetes' core group first, then group by group."""
    return tuple(kind for group in _groups(directory) for kind in _of_group(group, directory).values())


@cache
def native(directory: Path = DIRECTORY) -> Mapping[str, Kind]:
    """The kinds that Kubernetes itself defines, by name."""
    groups = (group for group in _groups(directory) if "." not in group)
    found = (kind for group in groups for kind in _of_group(group, directory).values())
    return {kind.name: kind for kind in found if kind.definition}


@cache
def workloads(directory: Path = DIRECTORY) -> Mapping[str, Kind]:
    """Those of them that make pods from a template, by name."""
    return {name: kind for name, kind in native(directory).items() if kind.templates and kind.templates[0].path}


@cache
def _groups(directory: Path) -> Mapping[str, Path]:
    """The file of each API group, in the order of their names."""
    files = {("" if path.stem == CORE else path.stem): path for path in directory.glob("*.yaml")}
    return dict(sorted(files.items()))


@cache
def _of_group(group: str, directory: Path) -> Mapping[str, Kind]:
    """The kinds of a known API group by name; no other file is read for them."""
    kinds = yaml.load(_groups(directory)[group].read_bytes(), yaml.CSafeLoader)["kinds"]
    return {name: _kind(group, name, entry) for name, entry in kinds.items()}


@cache
def _moved(directory: Path) -> Mapping[tuple[str, str], Kind]:
    """The kinds that once belonged to other groups, by name and former apiVersion."""
    return {(kind.name, one): kind for kind in every(directory) if not kind.definition for one in kind.former}


def group_of(api_version: Any) -> str:
    """The API group in an apiVersion; that of `v1` is ""."""
    return api_version.rpartition("/")[0] if isinstance(api_version, str) else ""


def kind_of(whole: Any, directory: Path = DIRECTORY) -> Kind | None:
    """The kind of an object; None if its group has no known kind of that name.

    A wrong apiVersion is taken for one of Kubernetes' own, unless its group is a domain name, as the groups of custom
    resources are: no group of Kubernetes' own that has pods is one.
    """
    name, api_version = documents.get(whole, ("kind",)), documents.get(whole, ("apiVersion",))
    if not isinstance(name, str):
        return None
    group, own = group_of(api_version), native(directory).get(name)
    if own and ("." not in group or group.endswith(KUBERNETES)):
        return own
    if group in _groups(directory) and (found := _of_group(group, directory).get(name)):
        return found
    return None if "." in group else _moved(directory).get((name, str(api_version)))


def is_custom(whole: Any) -> bool:
    """Whether an object's apiVersion is that of a custom resource: their groups are domain names, and not this one."""
    group = group_of(documents.get(whole, ("apiVersion",)))
    return "." in group and not group.endswith(KUBERNETES)


def meant(whole: Any, directory: Path = DIRECTORY) -> Kind | None:
    """The kind of Kubernetes' own that an object with a misspelt kind is meant to be; None if it resembles none.

    In other capitals, as a plural, with a slip, or as kubectl abbreviates it.
    """
    name = documents.get(whole, ("kind",))
    if not isinstance(name, str) or not name or is_custom(whole):
        return None
    word = name.strip().lower()
    return _alike(word, directory) if len(word) <= _LONGEST else None


# A file asks for the same few words again and again.
@lru_cache(maxsize=256)
def _alike(word: str, directory: Path) -> Kind | None:
    by_name = {kind.lower(): kind for kind in native(directory)}
    known = word if word in by_name else SHORT_NAMES.get(word) or nearest(word, by_name, ALIKE)
    return native(directory)[by_name[known]] if known else None


def pod_paths(whole: Any, directory: Path = DIRECTORY) -> list[FieldPath]:
    """Where an object of a known kind holds its pods; one of Kubernetes' own kinds also where it would hold one."""
    kind = kind_of(whole, directory)
    if kind is None:
        return []
    return [
        path
        for template in kind.templates
        for path in _spread(whole, ROOT, template.path)
        if kind.definition or documents.has(whole, (*path, template.needs) if template.needs else path)
    ]


def template_at(whole: Any, path: FieldPath, directory: Path = DIRECTORY) -> PodTemplate | None:
    """What is known about the pod at a path of an object; None for kinds that are not known."""
    kind = kind_of(whole, directory)
    for one in kind.templates if kind else ():
        if fits(path, one.path) and (not one.needs or documents.has(whole, (*path, one.needs))):
            return one
    return None


def objects_in(whole: Any, directory: Path = DIRECTORY) -> str:
    """The field of a document that lists whole objects, "" if it is no list of any.

    Mirrors unstructuredJSONScheme.decode, Kubernetes v1.36, apimachinery/pkg/apis/meta/v1/unstructured: to kubectl
    everything with items is a list. Here its kind must say so as well: other kinds have items of their own.
    """
    kind = documents.get(whole, ("kind",))
    if not isinstance(kind, str):
        return ""
    if kind.endswith(_LIST):
        return "items"
    known = kind_of(whole, directory)
    return known.objects if known else ""


def implied(whole: Any, item: Any) -> Any:
    """An object of a list with the kind and the apiVersion that the list's own imply, if it has neither.

    Mirrors unstructuredJSONScheme.decodeToList, Kubernetes v1.36, apimachinery/pkg/apis/meta/v1/unstructured.
    """
    if not isinstance(item, dict) or item.get("kind") or item.get("apiVersion"):
        return item
    name, is_list = str(whole["kind"]).removesuffix(_LIST), str(whole["kind"]).endswith(_LIST)
    return {**item, "apiVersion": whole.get("apiVersion", ""), "kind": name} if name and is_list else item


def objects(whole: Any, at: FieldPath = ROOT) -> Iterator[tuple[FieldPath, Any]]:
    """The objects of a document and their paths: those of a List and of the Lists in it, or the document itself.

    Mirrors FlattenListVisitor, Kubernetes v1.36, cli-runtime/pkg/resource.
    """
    field = objects_in(whole)
    if not field:
        yield at, whole
    for i, item in enumerate(documents.listed(whole, (field,)) if field else ()):
        yield from objects(implied(whole, item), FieldPath((*at, field, i)))


def object_at(whole: Any, path: tuple[str | int, ...]) -> tuple[FieldPath, Any]:
    """The object of a document that a path leads into, and the path of that object."""
    at = ROOT
    while len(rest := path[len(at) :]) > 1 and objects_in(whole) == rest[0] and isinstance(rest[1], int):
        whole, at = implied(whole, documents.get(whole, rest[:2])), FieldPath((*at, *rest[:2]))
    return at, whole


def _spread(whole: Any, at: FieldPath, rest: tuple[str, ...]) -> Iterator[FieldPath]:
    """The paths that a pattern stands for in an object."""
    if EACH not in rest:
        yield FieldPath((*at, *rest))
        return
    here = rest.index(EACH)
    at = FieldPath((*at, *rest[:here]))
    items = documents.get(whole, at)
    keys: Iterator[Any] = iter(
        range(len(items)) if isinstance(items, list) else items if isinstance(items, dict) else ()
    )
    for key in keys:
        yield from _spread(whole, FieldPath((*at, key)), rest[here + 1 :])


def _kind(group: str, name: str, entry: Mapping[str, Any]) -> Kind:
    return Kind(
        name,
        group,
        tuple(entry["apiVersions"]),
        tuple(entry.get("former", ())),
        entry.get("definition", ""),
        tuple(_template(entry, **template) for template in entry.get("templates", ())),
        entry.get("filledIn", {}),
        entry.get("common", False),
        entry.get("namesPods", False),
        entry.get("objects", ""),
        entry.get("instead", ""),
        entry.get("expands", ""),
        entry.get("expandedBy", ""),
        tuple(Completer(one["tool"], one["container"], tuple(one["fields"])) for one in entry.get("completedBy", ())),
    )


def _template(
    entry: Mapping[str, Any],
    path: str,
    mayOmit: tuple[str, ...] = (),
    fields: Mapping[str, str] | None = None,
    own: tuple[str, ...] = (),
    needs: str = "",
) -> PodTemplate:
    """`spec.workers[*].template` is spec, workers, each of them, template."""
    about = TemplateFields.of(fields or {}, own) if fields or own else PLAIN
    several = len(entry["templates"]) > 1 or EACH in path
    return PodTemplate(pattern(path), frozenset(mayOmit), about, needs, "definition" in entry, several)
