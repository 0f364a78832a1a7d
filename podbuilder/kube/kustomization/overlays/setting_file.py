"""Which file sets a field of what is built: the one that takes another value for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.build import build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.field_edit import BASE, BuiltField, edit_field


@dataclass(frozen=True, slots=True)
class FieldOwner:
    """The file of the overlay that sets a field, "" for none; and the file below it that would take another value."""

    overlay: str = ""
    base: str = ""


def owner_of(folder: Folder, field: BuiltField) -> FieldOwner:
    """Who sets a field, found by trying another value; nobody for mappings and lists (KustomizationError)."""
    built = build_with_files(folder, field.folder)
    value = document.get(built[field.number].document if 0 <= field.number < len(built) else None, field.path)
    if isinstance(value, dict | list):
        return FieldOwner()
    others = [_another(value)]
    if field.path == ("metadata", "name"):
        # Either end may be the overlay's.
        others.append(f"x{value}")
    found = next(filter(None, (edit_field(folder, field, one).file for one in others)), "")
    return FieldOwner(found, "" if found else edit_field(folder, field, others[0], BASE).file)


def _another(value: Any) -> Any:
    """A value of the same type that is not this one."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value or ''}x"
