"""The edits of a manifest, each made by a word."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext.edits import Edit


def set_(path: FieldPath, value: Any) -> Edit:
    """Give the field at `path` a value; missing parents are created."""
    return Edit("set", path, value)


def remove_(path: FieldPath) -> Edit:
    """Remove the value at `path`, if there is one."""
    return Edit("remove", path)


def insert_(path: FieldPath, value: Any) -> Edit:
    """Insert a value into a list before the index that ends `path`; an index equal to the list's length appends."""
    return Edit("insert", path, value)


def move_(path: FieldPath, to: int) -> Edit:
    """Move the list item at `path` to the index `to`."""
    return Edit("move", path, to=to)


def rename_(path: FieldPath, key: str) -> Edit:
    """Give the key that ends `path` another name, in the same place with the same value."""
    return Edit("rename", path, to=key)


def comment_(path: FieldPath, text: str) -> Edit:
    """Give the field at `path` this comment; an empty text removes its comment."""
    return Edit("comment", path, text)
