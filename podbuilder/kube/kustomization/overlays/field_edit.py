"""A field of a built object is changed in the file that sets it: in the overlay, or where somebody says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.kustomization.build import Built, build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.field_owners import Change, in_base, in_new_patch, in_overlay
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.yamltext.edits import same

BASE, OVERLAY = "base", "overlay"


@dataclass(frozen=True, slots=True)
class BuiltField:
    """A field of an object as it is built; the number is that of the object in the build."""

    folder: str
    number: int
    path: FieldPath


@dataclass(frozen=True, slots=True)
class EditedFolder:
    """The files after an edit, and the one that it changed.

    `asks` says that no file of the overlay sets the field, and somebody has to choose between base and overlay; then,
    as where it is `refused`, the files are as they were. `others` is how many other objects changed with this one.
    """

    files: Mapping[str, str]
    file: str = ""
    asks: bool = False
    refused: str = ""
    others: int = 0


def edit_field(folder: Folder, field: BuiltField, value: Any, where: str = "") -> EditedFolder:
    """Set a field of a built object, None to take it away; `where` is BASE or OVERLAY once somebody was asked.

    Each way to do it is tried, and the first one counts after which the build has the value (KustomizationError if the
    folder cannot be built as it is).
    """
    before = build_with_files(folder, field.folder)
    if not 0 <= field.number < len(before) or not field.path:
        return EditedFolder(folder.files, refused="There is no such field.")
    built = before[field.number]
    found = _first_that_holds(in_overlay(folder, field.folder, built, field.path, value), before, field, value)
    if found is None and where == BASE:
        found = _first_that_holds(in_base(folder, field.folder, built, field.path, value), before, field, value)
    if found is None and where == OVERLAY:
        found = _first_that_holds(in_new_patch(folder, field.folder, built, field.path, value), before, field, value)
    if found is not None:
        return found
    if where:
        return EditedFolder(
            folder.files, refused="It cannot be changed there: something else sets this field after it."
        )
    return EditedFolder(folder.files, asks=True)


def _first_that_holds(
    changes: Iterator[Change | None], before: Sequence[Built], field: BuiltField, value: Any
) -> EditedFolder | None:
    for change in filter(None, changes):
        after = _built(change, field)
        number = _same_object(before[field.number], after)
        if number is not None and _has(after[number].document, field.path, value):
            left = [one.document for i, one in enumerate(before) if i != field.number]
            others = sum(one.document not in left for i, one in enumerate(after) if i != number)
            return EditedFolder(change.files, change.file, others=others)
    return None


def _built(change: Change, field: BuiltField) -> list[Built]:
    try:
        return build_with_files(Folder(change.files), field.folder)
    except KustomizationError:
        return []


def _same_object(built: Built, after: Sequence[Built]) -> int | None:
    same_ones = (i for i, one in enumerate(after) if (one.file, one.number) == (built.file, built.number))
    return next((i for i in same_ones if after[i].original == built.original), None)


def _has(content: Any, path: FieldPath, value: Any) -> bool:
    found = document.get(content, path, MISSING)
    return found is MISSING if value is None else found is not MISSING and same(found, value)
