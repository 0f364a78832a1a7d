"""What pods name in their file: the keys of ConfigMaps and Secrets, claims and how they are used, accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.file_references.file_objects import FileObject, FileObjects, FilePod
from podbuilder.kube.insight.prerequisites import KeyUse, Reference, references
from podbuilder.kube.lint.companions import CLAIM, CONFIG_MAP, SECRET, SERVICE_ACCOUNT
from podbuilder.kube.lint.rules.claim_for_one_node import OF_ONE_NODE
from podbuilder.kube.manifest import set_

_KINDS = (CONFIG_MAP, SECRET, CLAIM, SERVICE_ACCOUNT)
# Where each kind keeps its values, those first in which a text can be written.
_VALUES = {CONFIG_MAP: ("data", "binaryData"), SECRET: ("stringData", "data")}
_MODES = ROOT.child("spec", "accessModes")
_KEYS, _NODES = "config-key-missing", "claim-for-one-node"


def findings(objects: FileObjects, version: str) -> Iterator[FileFinding]:
    """Keys that an object of the file lacks, claims that cannot be used so, and names of another namespace."""
    if not any(True for _ in objects.of(*_KINDS)):
        return
    fields = catalogue.load(version)
    for pod in objects.pods:
        for one in references(pod.pod, fields):
            if one.kind in _KINDS:
                yield from _on_reference(objects, pod, one)


def _on_reference(objects: FileObjects, pod: FilePod, one: Reference) -> Iterator[FileFinding]:
    if where := objects.elsewhere(one.kind, one.name, pod.namespace):
        what = f"The {one.kind} {quote(one.name)} is in another namespace, {quote(where)}."
        yield pod.found(pod.in_object(one.path), f"{what} A pod reads only what is in its own.")
    found = objects.named(one.kind, one.name, pod.namespace)
    if len(found) == 1 and one.kind in _VALUES:
        yield from _on_keys(pod, one, found[0])
    elif len(found) == 1 and one.kind == CLAIM:
        yield from _on_claim(pod, one, found[0])


def _on_keys(pod: FilePod, one: Reference, there: FileObject) -> Iterator[FileFinding]:
    keys = {key for field in _VALUES[one.kind] for key in there.mapping(field)}
    for key in one.keys:
        if key.name not in keys and not _is_of_driver(one):
            sentence = f"The {one.kind} {quote(one.name)} in this file has no key {quote(key.name)}."
            field = _VALUES[one.kind][0]
            edit = set_(ROOT.child(field).key(key.name), "")
            fix = there.fix(f"Add the key to the {one.kind}, with nothing in it yet.", edit)
            yield pod.found(_place(pod, one, key), sentence, fix, _KEYS)


def _is_of_driver(one: Reference) -> bool:
    """Whether a driver reads the keys, not the containers: it may do with other ones."""
    return one.path[-2] not in ("configMapKeyRef", "secretKeyRef", "configMap", "secret")


def _place(pod: FilePod, one: Reference, key: KeyUse) -> FieldPath:
    """Where the key is named: beside the name of its object, in a volume's items, or by a mount."""
    around = one.path.parent
    if document.get(pod.pod, (*around, "key")) == key.name:
        return pod.in_object(around.child("key"))
    for i, item in enumerate(document.listed(pod.pod, (*around, "items"))):
        if document.get(item, ("key",)) == key.name:
            return pod.in_object(around.child("items").index(i).child("key"))
    return pod.in_object(one.path)


def _on_claim(pod: FilePod, one: Reference, claim: FileObject) -> Iterator[FileFinding]:
    modes = claim.get(*_MODES)
    if modes in OF_ONE_NODE and (pod.kind == "DaemonSet" or (pod.replicas or 1) > 1):
        sentence = f"One node alone can use it, and the {pod.kind} {quote(pod.name)} has pods on several."
        yield claim.found(_MODES, sentence, _many(claim), _NODES)
    is_block = claim.get("spec", "volumeMode") == "Block"
    for field, path in _uses(pod, one.path):
        if (field == "volumeDevices") != is_block:
            wanted = "is a raw device, which no path can be mounted from" if is_block else "has files, and is no device"
            fix = claim.fix("Change what it is.", set_(ROOT.child("spec", "volumeMode"), _other(is_block)))
            yield pod.found(pod.in_object(path), f"The claim {quote(claim.name)} {wanted}.", fix)
            return


def _other(is_block: bool) -> str:
    return "Filesystem" if is_block else "Block"


def _many(claim: FileObject) -> FileFix:
    edit = set_(_MODES, ["ReadWriteMany"])
    return claim.fix("Let several nodes write it, where the storage class can do that.", edit)


def _uses(pod: FilePod, claim: FieldPath) -> Iterator[tuple[str, FieldPath]]:
    """The mounts and the devices of the volume that a claim's name stands in."""
    name: Any = document.get(pod.pod, (*claim[:3], "name"))
    for path, container, _ in visit_containers(pod.pod):
        for field in ("volumeMounts", "volumeDevices"):
            for i, use in enumerate(document.listed(container, (field,))):
                if document.get(use, ("name",)) == name:
                    yield field, path.child(field).index(i)
