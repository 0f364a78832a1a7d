"""JSON patches: a list of operations, each at a place that a pointer names.

Mirrors RFC 6902 and RFC 6901 as Kubernetes v1.36 applies them (gopkg.in/evanphx/json-patch).
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.limits import MAX_PATCH_OPERATIONS
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.object_patch.patch_error import PatchError

_END = "-"
_NEEDS_VALUE, _NEEDS_FROM = ("add", "replace", "test"), ("move", "copy")


def applied(target: Any, operations: Any) -> Any:
    """The target after all operations (PatchError); the target is not changed."""
    if not isinstance(operations, list) or not all(isinstance(one, dict) for one in operations):
        raise PatchError("A JSON patch is a list of operations.")
    if len(operations) > MAX_PATCH_OPERATIONS:
        raise PatchError(f"A JSON patch has at most {MAX_PATCH_OPERATIONS:,} operations here.")
    for operation in operations:
        target = _applied(target, operation)
    return target


def _applied(target: Any, operation: dict[str, Any]) -> Any:
    op, at, value = operation.get("op"), _pointer(operation.get("path")), operation.get("value")
    if op in _NEEDS_VALUE and "value" not in operation:
        raise PatchError(f"The operation {op} needs a value.")
    source = _pointer(operation.get("from")) if op in _NEEDS_FROM else ()
    match op:
        case "add":
            return _added(target, at, deepcopy(value))
        case "remove":
            return document.remove(target, _existing(target, at))
        case "replace":
            return document.assign(target, _existing(target, at), deepcopy(value))
        case "test":
            found = document.get(target, _existing(target, at))
            if found != value:
                raise PatchError(f"The test at {cut(str(operation['path']))} fails: something else stands there.")
            return target
        case "move":
            here = _existing(target, source)
            return _added(document.remove(target, here), at, document.get(target, here))
        case "copy":
            return _added(target, at, deepcopy(document.get(target, _existing(target, source))))
    raise PatchError("An operation is add, remove, replace, move, copy or test.")


def _pointer(text: Any) -> tuple[str, ...]:
    if not isinstance(text, str) or not (text == "" or text.startswith("/")):
        raise PatchError("An operation needs a path that begins with a slash.")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])


def _resolved(target: Any, pointer: tuple[str, ...]) -> tuple[str | int, ...]:
    """The pointer with numbers where the target has lists; the last part may be new."""
    path: tuple[str | int, ...] = ()
    for part in pointer:
        around = document.get(target, path, document.MISSING)
        if isinstance(around, list):
            number = len(around) if part == _END else whole_number(part)
            if number is None or number > len(around):
                raise PatchError(f"There is no item {cut(part)} in the list.")
            path = (*path, number)
        elif isinstance(around, dict):
            path = (*path, part)
        else:
            raise PatchError(f"There is nothing that could have {cut(part)}.")
    return path


def _existing(target: Any, pointer: tuple[str, ...]) -> tuple[str | int, ...]:
    path = _resolved(target, pointer)
    if not document.has(target, path):
        raise PatchError(f"There is nothing at /{cut('/'.join(pointer))}.")
    return path


def _added(target: Any, pointer: tuple[str, ...], value: Any) -> Any:
    path = _resolved(target, pointer)
    if path and isinstance(path[-1], int):
        return document.insert(target, path, value)
    return document.assign(target, path, value)
