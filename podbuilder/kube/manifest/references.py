"""The names within a pod that other fields of it refer to, and renaming them everywhere at once."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.annotation_keys import (
    APP_ARMOR_CONTAINER,
    DEFAULT_CONTAINER,
    DEFAULT_LOGS_CONTAINER,
    SECCOMP_CONTAINER,
)
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.core.template_fields import EACH, Pattern, fits
from podbuilder.kube.manifest import outside_references
from podbuilder.kube.manifest.edit_makers import rename_, set_
from podbuilder.kube.manifest.file_places import Places, write
from podbuilder.kube.manifest.manifest import Manifest
from podbuilder.kube.yamltext.edits import Edit

VOLUME, CONTAINER, PORT, CLAIM = "volume", "container", "port", "resource claim"
# Where a name is given, by what it names.
_GIVEN: dict[str, tuple[Pattern, ...]] = {
    VOLUME: (("spec", "volumes", EACH, "name"),),
    CONTAINER: tuple(("spec", kind, EACH, "name") for kind in KINDS),
    PORT: tuple(("spec", kind, EACH, "ports", EACH, "name") for kind in KINDS),
    CLAIM: (("spec", "resourceClaims", EACH, "name"),),
}
# How the paths end of the fields that refer to it.
_USED: dict[str, tuple[Pattern, ...]] = {
    VOLUME: (("volumeMounts", EACH, "name"), ("volumeDevices", EACH, "name"), ("fileKeyRef", "volumeName")),
    CONTAINER: (("resourceFieldRef", "containerName"), ("targetContainerName",)),
    PORT: (("httpGet", "port"), ("tcpSocket", "port")),
    CLAIM: (("resources", "claims", EACH, "name"),),
}
# The same by the last part of the path, by which most of a pod's fields are passed over.
_ENDINGS: dict[str | int, list[tuple[str, Pattern]]] = {}
for _what, _patterns in _USED.items():
    for _ending in _patterns:
        _ENDINGS.setdefault(_ending[-1], []).append((_what, _ending))
_ANNOTATIONS = FieldPath(("metadata", "annotations"))
# Annotations whose value is a container's name, and those whose key ends with one.
_NAMING = (DEFAULT_CONTAINER, DEFAULT_LOGS_CONTAINER)
_NAMED_AFTER = (APP_ARMOR_CONTAINER, SECCOMP_CONTAINER)


class Named(NamedTuple):
    """Something with a name: what it is, where its name is given, and the fields and annotations that refer to it."""

    what: str
    name: str
    path: FieldPath
    fields: tuple[FieldPath, ...]
    # Annotations that have the name at the end of their key, each with what stands before it.
    keys: tuple[tuple[FieldPath, str], ...] = ()

    @property
    def uses(self) -> tuple[FieldPath, ...]:
        """The places that refer to it, in the order of the pod's fields."""
        return (*(path for path, _ in self.keys), *self.fields)

    def outside(self, manifest: Manifest) -> Places:
        """The places outside the pod that refer to it."""
        if self.what == CONTAINER:
            return outside_references.of_container(manifest, self.name)
        return outside_references.of_port(manifest, self.name) if self.what == PORT else {}

    def renamed(self, manifest: Manifest, name: str) -> Manifest:
        """The manifest with another name for it everywhere in the file (ManifestError)."""
        return write(manifest, self.outside(manifest), name).patch(self.edits(name))

    def edits(self, name: str) -> list[Edit]:
        """The edits of the pod that give it another name everywhere."""
        keys = [rename_(path, f"{prefix}{name}") for path, prefix in self.keys]
        return [*keys, *(set_(path, name) for path in (self.path, *self.fields))]


class References:
    """All of a pod's references by name, found in one walk."""

    def __init__(self, pod: Document) -> None:
        self.pod = pod
        self._fields: dict[tuple[str, FieldPath, str], list[FieldPath]] = {}
        self._given: dict[tuple[str, FieldPath, str], FieldPath] = {}
        for path, value in document.walk(pod):
            if not isinstance(value, str) or not path:
                continue
            if what := _refers_to(path):
                self._fields.setdefault((what, _scope(what, path), value), []).append(path)
            elif what := _gives(path):
                self._given.setdefault((what, _scope(what, path), value), path)

    def of(self, path: FieldPath) -> Named | None:
        """What the field at `path` refers to by its name; None if it refers to nothing that the pod has."""
        what, name = _refers_to(path), document.get(self.pod, path)
        given = self._given.get((what, _scope(what, path), name)) if what and isinstance(name, str) else None
        return self.to(given) if given else None

    def to(self, path: FieldPath) -> Named | None:
        """What is named by the field at `path`; None if that gives no name, or there is none yet."""
        what = _gives(path)
        name = document.get(self.pod, path)
        if not what or not isinstance(name, str) or not name:
            return None
        fields = self._fields.get((what, _scope(what, path), name), [])
        if what != CONTAINER:
            return Named(what, name, path, tuple(fields))
        annotations = document.get(self.pod, _ANNOTATIONS)
        annotations = annotations if isinstance(annotations, dict) else {}
        naming = [_ANNOTATIONS.key(key) for key in _NAMING if annotations.get(key) == name]
        keys = [(_ANNOTATIONS.key(one + name), one) for one in _NAMED_AFTER if one + name in annotations]
        return Named(what, name, path, (*naming, *fields), tuple(keys))


def _gives(path: FieldPath) -> str:
    if path[-1:] != ("name",):
        return ""
    return next((what for what, places in _GIVEN.items() if any(fits(path, place) for place in places)), "")


def _refers_to(path: FieldPath) -> str:
    endings = _ENDINGS.get(path[-1], ())
    return next((what for what, ending in endings if fits(FieldPath(path[-len(ending) :]), ending)), "")


def _scope(what: str, path: FieldPath) -> FieldPath:
    """Where the name counts: probes and hooks look for a port among those of their own container."""
    return FieldPath(path[:3]) if what == PORT else FieldPath()
