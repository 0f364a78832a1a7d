"""A text with its pods: places, edits, differences, three-way merge, and what servers wrote into it."""

from podbuilder.kube.manifest.manifest import (
    Carrier,
    Edit,
    Manifest,
    ManifestError,
    Octal,
    Position,
    comment_,
    insert_,
    move_,
    remove_,
    rename_,
    set_,
    write,
)

__all__ = [
    "Carrier",
    "Edit",
    "Manifest",
    "ManifestError",
    "Octal",
    "Position",
    "comment_",
    "insert_",
    "move_",
    "remove_",
    "rename_",
    "set_",
    "write",
]
