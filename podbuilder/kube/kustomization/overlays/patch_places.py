"""The place of a built object's field in a patch or in a file of the base, and a patch that sets a field."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.kustomization.build import Built
from podbuilder.kube.kustomization.kind_facts import merged_lists
from podbuilder.kube.kustomization.resource import NO_NAMESPACE
from podbuilder.kube.kustomization.strategic import Lists, text_of

Path = tuple[str | int, ...]
# Whose order means something: the first container is the one whose logs are shown.
_ORDERED = ("containers", "initContainers")


def lists_of(built: Built) -> Lists:
    """The lists of an object that are merged item by item."""
    return merged_lists(str(built.document.get("apiVersion", "")), str(built.document["kind"]))


def place_in(content: Any, built: Built, path: FieldPath, creates: bool = False) -> Path | None:
    """Where a field of the built object stands in a content of its own; None if it has no such place.

    With `creates`, the field and what is around it may be missing there, but no item of a list.
    """
    found: Path = ()
    for depth, part in enumerate(path):
        here = document.get(content, found)
        if isinstance(part, int):
            number = _item(here, built, FieldPath(path[:depth]), part)
            if number is None:
                return None
            found = (*found, number)
        elif document.has(here, (part,)) or (creates and (here is None or isinstance(here, dict))):
            found = (*found, part)
        else:
            return None
    return found


def _item(here: Any, built: Built, path: FieldPath, number: int) -> int | None:
    """The number that an item of the built object has in another list."""
    items = here if isinstance(here, list) else []
    keys = _keys(built, path)
    if not keys:
        return number if number < len(items) else None
    wanted = document.get(built.document, (*path, number))
    same = (i for i, item in enumerate(items) if all(_text(item, key) == _text(wanted, key) for key in keys))
    return next(same, None)


def new_patch(built: Built, path: FieldPath, value: Any) -> dict[str, Any] | None:
    """A strategic merge patch that sets a field; None where a list on the way has no keys."""
    one = built.original
    head = {
        "name": one.name,
        **({"namespace": one.namespace} if one.namespace not in ("default", NO_NAMESPACE) else {}),
    }
    patch: Any = value
    for depth in range(len(path) - 1, -1, -1):
        part, around = path[depth], FieldPath(path[:depth])
        if isinstance(part, str):
            patch = {part: patch}
            continue
        keys = _keys(built, around)
        if not keys or not isinstance(patch, dict):
            return None
        first = 0 if around[-1] in _ORDERED else part
        items = [_named(built, around, number, keys) for number in range(first, part + 1)]
        patch = [*items[:-1], {**items[-1], **patch}]
    patch["metadata"] = {**head, **document.mapping_at(patch, ("metadata",))}
    return {"apiVersion": built.document.get("apiVersion"), "kind": one.kind, **patch}


def _named(built: Built, path: FieldPath, number: int, keys: tuple[str, ...]) -> dict[str, Any]:
    item = document.mapping_at(built.document, (*path, number))
    return {key: item[key] for key in keys if key in item}


def _keys(built: Built, path: FieldPath) -> tuple[str, ...]:
    return lists_of(built).get(tuple(part for part in path if isinstance(part, str)), ())


def _text(item: Any, key: str) -> str:
    return text_of(document.get(item, (key,)))


def pointer(path: tuple[str | int, ...]) -> str:
    """The path as JSON patches write it."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
