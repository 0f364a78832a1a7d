"""A cause's field in the pod that was given: which container, volume, variable or port a paste speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from podbuilder.kube.core import document, versions
from podbuilder.kube.core.annotation_keys import APP_ARMOR_CONTAINER
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.core.pod_containers import KINDS, Visited, container_name, visit_containers
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.troubleshooting.fact import Fact

_STEP = lazy_pattern(r"([A-Za-z][\w-]{0,60})|\[([^\]\[]{1,300})\]")
_OBJECT = lazy_pattern(
    r"\b(configmap|secret|persistentvolumeclaim)s? \\?[\"']?([a-z0-9][a-z0-9.-]{0,252})",
)
_KEY_NAMED = lazy_pattern(r"(?:find key|config key:|secret key:) ?\\?\"?([\w.-]{1,253})")
_VOLUME = lazy_pattern(
    r"(?:for volume|unmounted volumes=\[|EmptyDir volume|volumeMount) ?\\?\"?([a-z0-9][a-z0-9-]{0,62})"
)
_NOT_THERE = lazy_pattern(r"\bl?stat (/[^\s:]{1,300}): no such file")
_NUMBER = lazy_pattern(r"\b(\d{1,5})\b")
# How the fields of a pod name an object, by the last two words of their paths.
_REFERENCES = {
    "configmap": {("configMapKeyRef", "name"), ("configMapRef", "name"), ("configMap", "name")},
    "secret": {("secretKeyRef", "name"), ("secretRef", "name"), ("secret", "secretName"), ("secret", "name")},
    "persistentvolumeclaim": {("persistentVolumeClaim", "claimName")},
}
_KEYS = {("configMapKeyRef", "key"), ("secretKeyRef", "key")}
_LONGEST = 4_000
_APP_ARMOR_FIELD = 30
_RESOURCES = ("limits", "requests")


def field_in_pod(field: str, facts: Sequence[Fact], pod: Document) -> FieldPath:
    """The field as a path in a pod; one that the pod has not set yet is named where it would stand.

    What is a workload's own, and no field of the pod, stays as it is.
    """
    path = read_field(field)
    if path[:1] != ("spec",):
        return path
    text = " ".join(f"{fact.reason} {fact.text}"[:_LONGEST] for fact in facts[:4])
    named = _reference(path, text, pod) or _on_node(path, text, pod)
    if named:
        return named
    if len(path) > 2 and path[1] in KINDS:
        at = _container(facts[0], text, pod) or FieldPath(path[:3])
        return _in_list(_with_key(FieldPath((*at, *path[3:]))), len(at), text, pod)
    return _in_list(path, 1, text, pod)


def field_of_version(path: FieldPath, pod: Document, version: str) -> FieldPath:
    """The field as a version has it: an AppArmor profile was an annotation before 1.30."""
    if path[-1:] == ("appArmorProfile",) and versions.minor(version) < _APP_ARMOR_FIELD:
        name = container_name(pod, path) or "NAME"
        return FieldPath(("metadata", "annotations")).key(f"{APP_ARMOR_CONTAINER}{name}")
    return path


def read_field(field: str) -> FieldPath:
    """A field path from its text, map keys in brackets or not."""
    path = FieldPath()
    for name, key in _STEP.findall(field):
        number = whole_number(key)
        item = path.key(key) if number is None else path.index(number)
        path = path.child(name) if name else item
    return path


def _with_key(path: FieldPath) -> FieldPath:
    """A resource's name as the key that it is: `limits[memory]`."""
    if len(path) > 1 and path[-2] in _RESOURCES:
        return path.parent.key(str(path[-1]))
    return path


def _container(fact: Fact, text: str, pod: Document) -> FieldPath | None:
    """The container that is named, whose image is named, or the only one."""
    found = list(visit_containers(pod))
    for fits in (_is_called(fact.container), _has_image_in(text)):
        for one in found:
            if fits(one):
                return one.path
    of_group = [one.path for one in found if one.kind == fact.group]
    return of_group[fact.index] if fact.index < len(of_group) else None


def _is_called(name: str) -> Callable[[Visited], bool]:
    return lambda one: bool(name) and one.container.get("name") == name


def _has_image_in(text: str) -> Callable[[Visited], bool]:
    def fits(one: Visited) -> bool:
        image = one.container.get("image")
        return isinstance(image, str) and len(image) > 1 and f'"{image}"' in text

    return fits


def _reference(path: FieldPath, text: str, pod: Document) -> FieldPath | None:
    """Where the pod names the object or the key that a message says is missing."""
    last = tuple(path[-2:])
    key = _KEY_NAMED.search(text)
    if key and path[-1:] == ("key",):
        return next(_places(pod, _KEYS | {("items", "key")}, key[1]), None)
    for kind, places in _REFERENCES.items():
        if last in places:
            names = [found[2] for found in _OBJECT.finditer(text) if found[1] == kind]
            return next((at for name in names for at in _places(pod, places, name)), None)
    return None


def _on_node(path: FieldPath, text: str, pod: Document) -> FieldPath | None:
    """Where the pod names what is not on its node: the mount with a subPath that asks for it, else the volume."""
    missing = _NOT_THERE.search(text)
    if not missing or path[-1:] != ("subPath",):
        return None
    for index, volume in enumerate(document.listed(pod, ("spec", "volumes"))):
        host = document.get(volume, ("hostPath", "path"))
        if isinstance(host, str) and missing[1].rstrip("/") == host.rstrip("/"):
            return next(
                _sub_paths(pod, document.get(volume, ("name",))), FieldPath(("spec", "volumes", index, "hostPath"))
            )
    return None


def _sub_paths(pod: Document, volume: object) -> Iterator[FieldPath]:
    for one in visit_containers(pod):
        for index, mount in enumerate(document.listed(one.container, ("volumeMounts",))):
            if document.get(mount, ("name",)) == volume and document.get(mount, ("subPath",)):
                yield FieldPath((*one.path, "volumeMounts", index, "subPath"))


def _places(pod: Document, places: set[tuple[str, str]], value: str) -> Iterator[FieldPath]:
    for at, found in document.walk(pod):
        words = [part for part in at if isinstance(part, str)]
        if found == value and tuple(words[-2:]) in places:
            yield at


def _in_list(path: FieldPath, begin: int, text: str, pod: Document) -> FieldPath:
    """The path with the items of its lists that a message speaks of, where it tells them."""
    for at in range(begin, len(path) - 1):
        if isinstance(path[at], str) and isinstance(path[at + 1], int):
            items = document.listed(pod, path[: at + 1])
            fitting = [i for i, item in enumerate(items) if isinstance(item, dict) and _can_be(item, path[at + 2 :])]
            named = [i for i in fitting if _is_named(items[i], text)]
            index = next(iter((*named, *fitting)), path[at + 1])
            return FieldPath((*path[: at + 1], index, *path[at + 2 :]))
    return path


def _can_be(item: Document, rest: Sequence[Any]) -> bool:
    """Whether an item has what the path names in it, or may be anything."""
    return not rest or rest[0] in item or "mountPath" in item


def _is_named(item: Document, text: str) -> bool:
    """Whether a message names a volume, a mount or a port."""
    port = item.get("hostPort", item.get("containerPort"))
    if port is not None:
        return any(int(found[1]) == port for found in _NUMBER.finditer(text))
    return item.get("name") in [found[1] for found in _VOLUME.finditer(text)]
