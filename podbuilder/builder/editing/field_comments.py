"""Notes: the comments on fields in the file, shown and edited in the form. A note's control is named `comment:PATH`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.layout import Row
from podbuilder.kube.catalogue import Catalogue, UnknownPath
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_REREAD
from podbuilder.kube.core.pod_containers import container_name
from podbuilder.kube.manifest import Edit, Manifest, ManifestError, comment_
from podbuilder.kube.manifest.object_references import objects_named
from podbuilder.kube.manifest.references import References

PREFIX = "comment:"
# The look of the link to a note: for a field on a line, and for one that has a note.
POSSIBLE, KEPT = "note", "note note--kept"
PROBE = "A note"
TOO_MANY = "This manifest is too long for so many notes at once. Save this one by itself."


class Noted(NamedTuple):
    """A manifest with the posted notes in it, the edits that wrote them, and for each that cannot be: where and why."""

    manifest: Manifest
    edits: list[Edit]
    refused: list[tuple[FieldPath, str]]


def write_notes(before: Manifest, manifest: Manifest, data: Mapping[str, str], fields: Catalogue) -> Noted:
    """Write the notes that a page drawn from `before` posts into the manifest that its other edits have made."""
    edits: list[Edit] = []
    refused: list[tuple[FieldPath, str]] = []
    characters = 0
    for name in data:
        if not name.startswith(PREFIX):
            continue
        try:
            path = fields.resolve(name.removeprefix(PREFIX))
        except UnknownPath:
            continue
        text = as_posted(data[name]).strip()
        if text == before.comment(path) or not document.has(manifest.place.pod_with_workload, path):
            continue
        # Each note reads the text again.
        characters += len(manifest.text)
        if edits and characters > MAX_REREAD:
            refused.append((path, TOO_MANY))
            continue
        edit = comment_(path, text)
        try:
            manifest = manifest.patch([edit])
            edits.append(edit)
        except ManifestError as error:
            refused.append((path, error.message))
    return Noted(manifest, edits, refused)


def place_signs(parts: Iterable[Part], manifest: Manifest, version: str) -> None:
    """Link the controls and rows to their notes, and names to what refers to them, for what the manifest has."""
    pod, references = manifest.place.pod_with_workload, References(manifest.pod)
    objects = objects_named(manifest, version)
    for part in parts:
        if isinstance(part, (Control, Row)) and document.has(pod, part.path):
            part.note = KEPT if manifest.comment(part.path) else POSSIBLE
            if not isinstance(part, Control):
                continue
            if named := references.to(part.path):
                # In a container, or else by the field's own name.
                part.uses = tuple((container_name(pod, use) or str(use), use) for use in named.uses)
            elif part.path in objects:
                part.others = objects[part.path][1]
            # What is typed letter by letter refers to something else before the page is drawn again.
            if part.reshapes and (named := references.of(part.path)):
                part.given = f"{named.what} {named.name}", named.path


def why_not(manifest: Manifest, path: FieldPath) -> str:
    """Why a field cannot have a note; "" if it can."""
    if not document.has(manifest.place.pod_with_workload, path):
        return "This field is not in the manifest yet. Give it a value first; a note needs a line to stand at."
    if manifest.comment(path):
        return ""
    try:
        manifest.with_comment(path, PROBE)
    except ManifestError as error:
        return error.message
    return ""
