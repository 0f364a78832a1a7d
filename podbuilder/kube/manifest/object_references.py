"""The objects that a pod names (Secrets, ConfigMaps, claims, accounts), and renaming one everywhere in its file."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.insight.prerequisites import Reference, references
from podbuilder.kube.manifest import file_places
from podbuilder.kube.manifest.manifest import Manifest
from podbuilder.kube.manifest.neighbours import agree, namespace_of

# What people make for their pods. A class or a namespace is chosen, not renamed.
KINDS = frozenset(
    {"ConfigMap", "PersistentVolumeClaim", "ResourceClaim", "ResourceClaimTemplate", "Secret", "ServiceAccount"}
)
_NAME = ("metadata", "name")


class NamedObject(NamedTuple):
    """An object that a pod names at `path`, with the pod's other fields that name it."""

    what: str
    name: str
    path: FieldPath
    uses: tuple[FieldPath, ...]
    version: str
    # In how many places of the file outside the pod the name stands, that of the object itself among them.
    elsewhere: int = 0

    def renamed(self, manifest: Manifest, name: str) -> Manifest:
        """The manifest with another name for it, everywhere in the file (ManifestError)."""
        return file_places.write(manifest, _places(manifest, self.what, self.name, self.version), name)


def objects_named(manifest: Manifest, version: str) -> dict[FieldPath, tuple[Reference, int]]:
    """The pod's fields that name an object which can be renamed, and in how many other places its name stands.

    Those are the pod's other fields and the object itself, if the file has it.
    """
    found = [one for one in references(manifest.pod, catalogue.load(version)) if one.kind in KINDS]
    count = Counter((one.kind, one.name) for one in found)
    if found:
        beside = (value for _, _, value in file_places.neighbours(manifest))
        count.update((str(one.get("kind")), str(document.get(one, _NAME))) for one in beside)
    return {one.path: (one, count[one.kind, one.name] - 1) for one in found}


def object_named(manifest: Manifest, path: FieldPath, version: str) -> NamedObject | None:
    """The object that the pod's field at `path` names; None if it names none that can be renamed."""
    found = objects_named(manifest, version)
    if path not in found:
        return None
    kind, name = found[path][0].kind, found[path][0].name
    same = tuple(at for at, (one, _) in found.items() if at != path and (one.kind, one.name) == (kind, name))
    places = sum(map(len, _places(manifest, kind, name, version).values()))
    return NamedObject(kind, name, path, same, version, places - len(same) - 1)


def _places(manifest: Manifest, kind: str, name: str, version: str) -> file_places.Places:
    """Where an object's name stands in a file: in all of its pods, and in the object itself."""
    found: dict[int, list[FieldPath]] = defaultdict(list)
    namespace = namespace_of(manifest.object)
    for pod in manifest.siblings:
        if agree(namespace_of(pod.object), namespace):
            found[pod.document_number] += [
                pod.in_document(one.path)
                for one in references(pod.pod, catalogue.load(version))
                if (one.kind, one.name) == (kind, name)
            ]
    for number, at, value in file_places.neighbours(manifest):
        if value.get("kind") == kind and document.get(value, _NAME) == name:
            found[number].append(FieldPath((*at, *_NAME)))
    return {number: paths for number, paths in found.items() if paths}
