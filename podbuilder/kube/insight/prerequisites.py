"""What must exist in the cluster before a pod runs: every object that one of its fields names.

Which fields name an object, and of which kind, stands in the catalogue (`names`); a new field needs nothing here.
Anything of the wrong shape is skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import Catalogue, FieldSpec
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.pod_containers import visit_containers

# In the order in which they are created: what others live in, what admission asks for, what containers read.
KINDS = (
    "Namespace",
    "ServiceAccount",
    "PriorityClass",
    "RuntimeClass",
    "Secret",
    "ConfigMap",
    "PersistentVolumeClaim",
    "StorageClass",
    "ResourceClaim",
    "ResourceClaimTemplate",
)
# What every cluster has.
BUILT_IN = frozenset(
    {
        *(("Namespace", name) for name in ("default", "kube-system", "kube-public", "kube-node-lease")),
        *(("PriorityClass", name) for name in ("system-cluster-critical", "system-node-critical")),
        ("ServiceAccount", "default"),
        ("Scheduler", "default-scheduler"),
    }
)
# The catalogue's word for a name whose kind stands beside it.
KIND_BESIDE_IT = "*"
# The keys of a Secret that a type of volume reads by names of its own.
KEYS_OF_VOLUMES = {
    "azureFile": ("azurestorageaccountname", "azurestorageaccountkey"),
    "rbd": ("key",),
    "cephfs": ("key",),
    "scaleIO": ("username", "password"),
}
# The types of volumes whose keys become files.
_FILES = ("configMap", "secret")


class KeyUse(NamedTuple):
    """A key that the pod reads; `is_file` tells one that becomes a file from one that becomes a variable."""

    name: str
    is_file: bool


class Reference(NamedTuple):
    """A field that names an object."""

    kind: str
    name: str
    path: FieldPath
    keys: tuple[KeyUse, ...] = ()
    is_optional: bool = False
    # Whether it stands in the workload around the pod, so that the path is that object's.
    is_around: bool = False


@dataclass(frozen=True)
class Prerequisite:
    """An object that must exist, with all the fields that name it."""

    kind: str
    name: str
    uses: tuple[Reference, ...]
    keys: tuple[KeyUse, ...] = ()
    # Whether all of the fields say that it may be missing, and whether the pod's own file has it.
    is_optional: bool = False
    is_in_file: bool = False


@dataclass
class _Found:
    uses: list[Reference] = field(default_factory=list)
    keys: dict[KeyUse, None] = field(default_factory=dict)
    is_optional: bool = True


def prerequisites(
    references: Iterable[Reference], in_file: Collection[tuple[str, str]] = frozenset()
) -> list[Prerequisite]:
    """The objects that are named, each once, what is needed first; `in_file` has kind and name of those at hand."""
    found: dict[tuple[str, str], _Found] = {}
    for one in references:
        if (one.kind, one.name) not in BUILT_IN:
            known = found.setdefault((one.kind, one.name), _Found())
            known.uses.append(one)
            known.keys.update(dict.fromkeys(one.keys))
            known.is_optional &= one.is_optional
    wanted = [
        Prerequisite(kind, name, tuple(f.uses), tuple(f.keys), f.is_optional, (kind, name) in in_file)
        for (kind, name), f in found.items()
    ]
    return sorted(wanted, key=lambda one: (one.is_in_file, one.is_optional, _rank(one.kind)))


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def references(document: Document, fields: Catalogue) -> Iterator[Reference]:
    """Every field of a document that names an object of the cluster, in the order of the document."""
    mounted = _sub_paths(document)
    for one in _below(document, fields.root, ROOT):
        yield one._replace(keys=(*one.keys, *mounted.get(_volume_at(document, one), ())))


def _below(value: Any, spec: FieldSpec, path: FieldPath) -> Iterator[Reference]:
    if isinstance(value, list) and spec.item is not None:
        for i, item in enumerate(value):
            yield from _below(item, spec.item, path.index(i))
    elif isinstance(value, dict):
        for name, inner in value.items():
            known = spec.fields.get(name)
            if known is None:
                continue
            if known.names:
                yield from _named(value, inner, known, path.child(name))
            else:
                yield from _below(inner, known, path.child(name))


def _named(around: dict[str, Any], value: Any, spec: FieldSpec, path: FieldPath) -> Iterator[Reference]:
    """What a field names: by its text, by an object with a `name`, or by a list of those."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _named(around, item, spec, path.index(i))
        return
    name, at = (value, path) if spec.is_scalar else (get(value, ("name",)), path.child("name"))
    kind = around.get("kind") if spec.names == KIND_BESIDE_IT else spec.names
    if isinstance(name, str) and name and isinstance(kind, str):
        yield Reference(kind, name, at, _keys(around, path), around.get("optional") is True)


def _keys(around: dict[str, Any], path: FieldPath) -> tuple[KeyUse, ...]:
    """The keys that are read: the one of a variable, those of a volume's items, or those that its type has."""
    if isinstance(key := around.get("key"), str):
        return (KeyUse(key, is_file=False),)
    items = [get(item, ("key",)) for item in listed(around, ("items",))]
    own = KEYS_OF_VOLUMES.get(str(path[-2]), ()) if len(path) > 1 else ()
    return (*(KeyUse(k, is_file=True) for k in items if isinstance(k, str)), *(KeyUse(k, is_file=False) for k in own))


def _volume_at(document: Document, one: Reference) -> str:
    """The name of the volume that shows all keys of what it names; "" for any other reference."""
    path = one.path
    is_whole = len(path) == 5 and path[:2] == ("spec", "volumes") and path[3] in _FILES and not one.keys
    return str(get(document, (*path[:3], "name"), "")) if is_whole else ""


def _sub_paths(document: Document) -> dict[str, list[KeyUse]]:
    """By volume, the files in it that containers mount by themselves."""
    found: dict[str, list[KeyUse]] = {}
    for _, container, _ in visit_containers(document):
        for mount in listed(container, ("volumeMounts",)):
            name, file = get(mount, ("name",)), get(mount, ("subPath",))
            if isinstance(name, str) and isinstance(file, str) and file and "/" not in file:
                found.setdefault(name, []).append(KeyUse(file, is_file=True))
    return found
