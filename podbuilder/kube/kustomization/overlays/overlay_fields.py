"""The fields of what an overlay builds, beside the base: those that usually differ, and whatever else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.kustomization.build import Built
from podbuilder.kube.kustomization.field_specs import field_specs
from podbuilder.kube.kustomization.kind_facts import template_path
from podbuilder.kube.kustomization.overlays.host_places import host_places
from podbuilder.kube.kustomization.overlays.patch_places import place_in
from podbuilder.kube.kustomization.overlays.typed_path import spelled
from podbuilder.kube.yamltext.edits import same

Group = Literal["place", "images", "replicas", "resources", "variables", "hosts", "configuration", "others"]
_LISTS = ("initContainers", "containers")
_USUAL = ("cpu", "memory")


class OverlayField(NamedTuple):
    """A field of an object of the build, by the object's number, and what it is in the base and in the overlay.

    MISSING is for what is not there. A field that the overlay takes away has the number of no object.
    """

    number: int | None
    path: FieldPath
    group: Group
    # What it is called, and what it is a field of: an object, and perhaps its container.
    label: str
    owner: str
    base: Any
    now: Any

    @property
    def differs(self) -> bool:
        """Whether the overlay makes it something else."""
        return not (self.base is self.now or same(self.base, self.now))


class NewObject(NamedTuple):
    """An object that only the overlay has, or only the base."""

    words: str
    is_gone: bool


def overlay_fields(base: Sequence[Built], built: Sequence[Built]) -> Iterator[OverlayField | NewObject]:
    """All that the overlay makes different, and what usually differs, object by object."""
    below = {(one.file, one.number, one.original): one for one in base}
    for number, one in enumerate(built):
        before = below.pop((one.file, one.number, one.original), None)
        if before is None:
            yield NewObject(words(one), is_gone=False)
        yield from _fields(number, one, before)
    for gone in below.values():
        yield NewObject(words(gone), is_gone=True)


def words(one: Built) -> str:
    """What people call an object."""
    return f"{one.document.get('kind')} {document.get(one.document, ('metadata', 'name'))}"


def _fields(number: int, one: Built, before: Built | None) -> Iterator[OverlayField]:
    seen: set[tuple[str | int, ...]] = set()
    for group, label, owner, path in usual_fields(one):
        seen.add(path)
        base, now = _in_base(before, one, path), document.get(one.document, path, MISSING)
        yield OverlayField(number, spelled(path), group, label or str(spelled(path)), owner, base, now)
    if before is None:
        return
    for path, value in leaves(one.document):
        name, base = spelled(path), _in_base(before, one, path)
        found = OverlayField(number, name, "others", str(name), words(one), base, value)
        if path not in seen and found.differs:
            yield found
    for path, value in leaves(before.document):
        place = place_in(one.document, before, path)
        if place is None:
            yield OverlayField(None, spelled(path), "others", str(spelled(path)), words(one), value, MISSING)


def _in_base(before: Built | None, one: Built, path: FieldPath) -> Any:
    place = None if before is None else place_in(before.document, one, path)
    return MISSING if before is None or place is None else document.get(before.document, place, MISSING)


def leaves(content: Any) -> Iterator[tuple[FieldPath, Any]]:
    """The values of an object that hold no others."""
    return (
        (path, value)
        for path, value in document.walk(content)
        if path and (not isinstance(value, dict | list) or not value)
    )


def usual_fields(one: Built) -> Iterator[tuple[Group, str, str, FieldPath]]:
    """The fields of an object that differ from place to place, whether it has them or not.

    Each with what it is called, "" for its path, and whose it is.
    """
    api_version, kind = str(one.document.get("apiVersion", "")), str(one.document.get("kind"))
    template = template_path(api_version, kind)
    if template is not None:
        yield "place", "", words(one), FieldPath(("metadata", "namespace"))
    if kind in [spec.kind for spec in field_specs("replicas")]:
        yield "replicas", "", words(one), FieldPath(("spec", "replicas"))
    for name in _LISTS if template is not None else ():
        at = FieldPath((*(template or ()), "spec", name))
        for i, container in enumerate(document.listed(one.document, at)):
            owner = f"{document.get(container, ('name',))} of {words(one)}"
            for group, label, path in _of_container(at.index(i), container):
                yield group, label, owner, path
    for pointer, _ in host_places(one.document):
        path = FieldPath(_part(part) for part in pointer.split("/")[1:])
        yield "hosts", "", words(one), path
    for key, text in document.mapping_at(one.document, ("data",)).items() if kind == "ConfigMap" else ():
        if isinstance(text, str):
            yield "configuration", key, words(one), FieldPath(("data", key))


def _part(text: str) -> str | int:
    number = whole_number(text)
    return text if number is None else number


def _of_container(at: FieldPath, container: Any) -> Iterator[tuple[Group, str, FieldPath]]:
    yield "images", "image", at.child("image")
    for side in ("requests", "limits"):
        there: Mapping[str, Any] = document.mapping_at(container, ("resources", side))
        for name in dict.fromkeys((*_USUAL, *map(str, there))):
            yield "resources", f"{side}.{name}", at.child("resources", side, name)
    for i, variable in enumerate(document.listed(container, ("env",))):
        if isinstance(document.get(variable, ("value",)), str):
            yield "variables", str(variable.get("name")), at.child("env").index(i).child("value")
