"""The ways to change a field of a built object, one after the other; which of them holds, a build says."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.kustomization.build import Built
from podbuilder.kube.kustomization.folder import Folder, joined
from podbuilder.kube.kustomization.images import split_image
from podbuilder.kube.kustomization.kustomization_file import Kustomization, PatchEntry
from podbuilder.kube.kustomization.overlays.patch_places import new_patch, place_in, pointer
from podbuilder.kube.manifest import ManifestError, write
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import Edit, EditRefused, same, steps
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.patch import patch

_LABELS, _ANNOTATIONS = ("metadata", "labels"), ("metadata", "annotations")


class Change(NamedTuple):
    """All files after a change, and the one that is another now."""

    files: Mapping[str, str]
    file: str


class _Edits(NamedTuple):
    """Edits of one kustomization."""

    folder: Folder
    top: Kustomization

    def change(self, edit: Edit) -> Change | None:
        """The folder with an edit of the kustomization."""
        return self.edited(self.top.file, 0, edit)

    def edited(self, file: str, number: int, edit: Edit) -> Change | None:
        """The folder with an edit of one document of a file; None if the text cannot take it."""
        text = with_edit(self.folder.files[file], number, edit)
        return None if text is None else self.changed(file, text)

    def changed(self, file: str, text: str) -> Change:
        """The folder with another text in a file."""
        return Change({**self.folder.files, file: text}, file)


def with_edit(text: str, number: int, edit: Edit) -> str | None:
    """A text with an edit of one of its documents, all else as it was; None if it cannot take it."""
    try:
        tree = parse.documents(text)[number].tree
        for step in steps(tree.root.value, edit) if tree else ():
            tree = patch(tree, number, step) if tree else tree
    except (EditRefused, YamlProblem):
        return None
    return tree.text if tree else None


def in_overlay(folder: Folder, path: str, built: Built, field: FieldPath, value: Any) -> Iterator[Change | None]:
    """The fields and patches of a kustomization that may set a field, those that are applied last first."""
    edits = _Edits(folder, folder.kustomization(path))
    if value is not None:
        yield from _in_fields(edits, built, field, value)
        yield from _in_generators(edits, path, built, field, value)
    for entry in reversed((*edits.top.patches, *edits.top.late_patches)):
        yield from _in_patch(edits, path, entry, built, field, value)


def _in_fields(edits: _Edits, built: Built, field: FieldPath, value: Any) -> Iterator[Change | None]:
    top = edits.top
    if field == ("metadata", "namespace") and top.namespace:
        yield edits.change(_set(("namespace",), value))
    if field == ("metadata", "name") and isinstance(value, str):
        yield from _in_name(edits, str(document.get(built.document, field)), value)
    if field[-1] == "image" and isinstance(value, str):
        now = split_image(str(document.get(built.document, field, ""))).name
        # Each try is a build: that of its name comes first.
        for number, image in sorted(enumerate(top.images), key=lambda one: now not in (one[1].name, one[1].new_name)):
            parts = split_image(value)
            new = {"newName": parts.name if parts.name != image.name else "", "newTag": parts.tag}
            entries = {"name": image.name, **new, "digest": parts.digest}
            yield edits.change(_set(("images", number), {key: one for key, one in entries.items() if one}))
    if field == ("spec", "replicas"):
        for number, _ in sorted(enumerate(top.replicas), key=lambda one: one[1].name != built.original.name):
            yield edits.change(_set(("replicas", number, "count"), value))
    if field[-3:-1] == _LABELS:
        for number, label in enumerate(top.labels):
            if field[-1] in label.pairs:
                yield edits.change(_set(("labels", number, "pairs", field[-1]), value))
    if field[-3:-1] == _ANNOTATIONS and field[-1] in top.annotations:
        yield edits.change(_set(("commonAnnotations", field[-1]), value))


def _in_name(edits: _Edits, now: str, value: str) -> Iterator[Change | None]:
    """What a kustomization puts before and behind names, where the rest of the name stays."""
    prefix, suffix = edits.top.name_prefix, edits.top.name_suffix
    if prefix and value.endswith(now.removeprefix(prefix)):
        yield edits.change(_set(("namePrefix",), value.removesuffix(now.removeprefix(prefix))))
    if suffix and value.startswith(now.removesuffix(suffix)):
        yield edits.change(_set(("nameSuffix",), value.removeprefix(now.removesuffix(suffix))))


def _in_generators(edits: _Edits, path: str, built: Built, field: FieldPath, value: Any) -> Iterator[Change | None]:
    """The literals and files of which a ConfigMap is made."""
    if built.original.kind != "ConfigMap" or field[0] != "data" or not isinstance(value, str):
        return
    for made in edits.top.generators:
        for number, literal in enumerate(made.literals):
            if literal.partition("=")[0] == field[-1]:
                yield edits.change(_set((*made.at, "literals", number), f"{field[-1]}={value}"))
        for name in made.envs:
            text = with_variable(edits.folder.text(path, name, edits.top.file), str(field[-1]), value)
            if text is not None:
                yield edits.changed(joined(path, name), text)
        for source in made.files:
            key, _, name = source.rpartition("=")
            if (key or posixpath.basename(name)) == field[-1]:
                yield edits.changed(joined(path, name), value)


def with_variable(text: str, key: str, value: str) -> str | None:
    """A file of variables with another value in the line of one of them; None if it has no such line."""
    lines = text.split("\n")
    for number in reversed(range(len(lines))):
        name, equals, _ = lines[number].removesuffix("\r").partition("=")
        if equals and name.strip().removeprefix("\ufeff") == key:
            lines[number] = f"{name}={value}" + ("\r" if lines[number].endswith("\r") else "")
            return "\n".join(lines)
    return None


def _in_patch(
    edits: _Edits, path: str, entry: PatchEntry, built: Built, field: FieldPath, value: Any, creates: bool = False
) -> Iterator[Change | None]:
    text = edits.folder.text(path, entry.path, edits.top.file) if entry.path else entry.text
    for number, one in enumerate(parse.documents(text)):
        content = one.tree.root.value if one.tree else None
        if isinstance(content, list):
            place = _operation(content, built, field)
        elif creates and not _is_for(content, built):
            place = None
        else:
            place = place_in(content, built, field, creates)
        if place is not None and entry.path:
            yield edits.edited(joined(path, entry.path), number, _set(place, value))
        elif place is not None:
            at = entry.at if entry.at[0] == "patchesStrategicMerge" else (*entry.at, "patch")
            yield edits.change(_set(at, with_edit(text, number, _set(place, value))))


def _is_for(patch: Any, built: Built) -> bool:
    """Whether a strategic merge patch names an object."""
    names = (document.get(patch, ("kind",)), document.get(patch, ("metadata", "name")))
    return names == (built.original.kind, built.original.name)


def _operation(operations: list[Any], built: Built, field: FieldPath) -> tuple[str | int, ...] | None:
    """The place of the last operation that puts something at a field, or around it, or at the end of its list."""
    now = document.get(built.document, field)
    for number, one in reversed(list(enumerate(operations))):
        if document.get(one, ("op",)) not in ("add", "replace"):
            continue
        path, value = document.get(one, ("path",)), document.get(one, ("value",))
        for depth in range(len(field), 0, -1):
            rest = field[depth:]
            if path == pointer(field[:depth]) and (not rest or document.has(value, rest)):
                return (number, "value", *rest)
        if path == f"{pointer(field[:-1])}/-" and same(value, now):
            return number, "value"
    return None


def in_base(folder: Folder, path: str, built: Built, field: FieldPath, value: Any) -> Iterator[Change | None]:
    """The kustomizations below this one, and at last the file that holds the object."""
    top = folder.kustomization(path)
    for entry in (*top.resources, *top.components):
        below = folder.resolved(path, entry, top.file)
        if below not in folder.files:
            yield from in_overlay(folder, below, built, field, value)
            yield from in_base(folder, below, built, field, value)
        elif below == built.file:
            yield from _in_file(_Edits(folder, top), built, field, value)


def _in_file(edits: _Edits, built: Built, field: FieldPath, value: Any) -> Iterator[Change | None]:
    tree = parse.documents(edits.folder.files[built.file])[built.number].tree
    content = tree.root.value if tree else None
    starts = [("items", i) for i in range(len(document.listed(content, ("items",))))]
    for start in starts if starts and built.original.kind != document.get(content, ("kind",)) else [()]:
        place = place_in(document.get(content, start), built, field, creates=True)
        if place is not None:
            edit = Edit("remove", FieldPath((*start, *place))) if value is None else _set((*start, *place), value)
            yield edits.edited(built.file, built.number, edit)


def in_new_patch(folder: Folder, path: str, built: Built, field: FieldPath, value: Any) -> Iterator[Change | None]:
    """A patch that the kustomization has for the object, where it can take the field; else one more patch.

    That is a strategic merge patch, or a JSON patch for an item without a key. By a namespace a patch finds its object,
    so that another one becomes the namespace of all that the kustomization builds.
    """
    edits = _Edits(folder, folder.kustomization(path))
    if field == ("metadata", "namespace") and isinstance(value, str):
        yield edits.change(_set(("namespace",), value))
    for there in reversed(edits.top.patches):
        if there.target is None:
            yield from _in_patch(edits, path, there, built, field, value, creates=True)
    stem = f"{built.original.kind}-{built.original.name}".lower().replace(":", "-").replace("/", "-")
    names = (f"{stem}.yaml", *(f"{stem}-{number}.yaml" for number in range(2, len(folder.files) + 3)))
    name = next(name for name in names if joined(path, name) not in folder.files)
    content: Any = new_patch(built, field, value)
    entry: dict[str, Any] = {"path": name}
    if content is None:
        operation = {"op": "replace", "path": pointer(field), "value": value}
        content = [operation if value is not None else {"op": "remove", "path": pointer(field)}]
        one = built.original
        entry["target"] = {"group": one.group, "version": one.version, "kind": one.kind, "name": one.name}
    number = len(document.listed(folder.document(edits.top.file), ("patches",)))
    listed = edits.change(_set(("patches", number), entry))
    try:
        text = write(content)
    except ManifestError:
        return
    yield None if listed is None else Change({**listed.files, joined(path, name): text}, joined(path, name))


def _set(path: tuple[str | int, ...], value: Any) -> Edit:
    return Edit("set", FieldPath(path), value)
