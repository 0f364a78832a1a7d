"""JSON patches as policies make them, with the words of the library that the server uses.

Mirrors gopkg.in/evanphx/json-patch.v4, Kubernetes v1.36.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from podbuilder.kube.core.whole_number import whole_number

END = "-"
_ABSENT, _INVALID = "missing value", "invalid index referenced"


class PatchFailure(ValueError):
    """An operation cannot be applied; the message is the server's."""


class TestFailure(PatchFailure):
    """A test fails, so that nothing of the patch is applied."""

    __test__ = False


def patched(target: Any, operations: list[dict[str, Any]]) -> Any:
    """The target after all operations (PatchFailure); the target is not changed."""
    target = deepcopy(target)
    for operation in operations:
        op, path, value = operation["op"], operation["path"], deepcopy(operation.get("value"))
        match op:
            case "add":
                _add(_holder(target, path, f'add operation does not apply: doc is missing path: "{path}"'), path, value)
            case "remove":
                holder = _holder(target, path, f'remove operation does not apply: doc is missing path: "{path}"')
                _remove(holder, path, f"error in remove for path: '{path}'")
            case "replace":
                holder = _holder(target, path, f"replace operation does not apply: doc is missing path: {path}")
                _replace(holder, path, value)
            case "move" | "copy":
                _carry(target, op, operation.get("from", ""), path)
            case "test":
                _test(target, path, value)
            case _:
                raise PatchFailure(f"Unexpected kind: {op}")
    return target


def _parts(path: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]


def _holder(target: Any, path: str, failure: str) -> Any:
    """What holds the last part of a path. Mirrors findObject."""
    parts = _parts(path)
    for part in parts[:-1]:
        target = _found(target, part)
        if not isinstance(target, dict | list):
            raise PatchFailure(f"{failure}: {_ABSENT}")
    if not parts:
        raise PatchFailure(f"{failure}: {_ABSENT}")
    return target


def _found(holder: Any, part: str) -> Any:
    """The value of a part; None where there is none."""
    if isinstance(holder, dict):
        return holder.get(part)
    index = _index(part, len(holder))
    return None if index is None else holder[index]


def _index(part: str, size: int) -> int | None:
    """The place in a list that a text names; one below zero counts from the end."""
    number = whole_number(part.removeprefix("-"))
    if number is None:
        return None
    index = size - number if part.startswith("-") and number else number
    return index if 0 <= index < size else None


def _last(path: str) -> str:
    return _parts(path)[-1]


def _add(holder: Any, path: str, value: Any) -> None:
    key = _last(path)
    if isinstance(holder, dict):
        holder[key] = value
    elif key == END:
        holder.append(value)
    else:
        index = _index(key, len(holder) + 1)
        if index is None:
            raise PatchFailure(f"error in add for path: '{path}': {_bad_index(key)}")
        holder.insert(index, value)


def _bad_index(key: str) -> str:
    if whole_number(key.removeprefix("-")) is None:
        return f"value was not a proper array index: '{key}': strconv.Atoi: parsing \"{key}\": invalid syntax"
    return f"Unable to access invalid index: {key}: {_INVALID}"


def _remove(holder: Any, path: str, failure: str) -> None:
    key = _last(path)
    if isinstance(holder, dict):
        if key not in holder:
            raise PatchFailure(f"{failure}: Unable to remove nonexistent key: {key}: {_ABSENT}")
        del holder[key]
        return
    index = _index(key, len(holder))
    if index is None:
        raise PatchFailure(f"{failure}: {_bad_index(key)}")
    del holder[index]


def _replace(holder: Any, path: str, value: Any) -> None:
    """sic: a key that is not there is added."""
    key = _last(path)
    if isinstance(holder, dict):
        holder[key] = value
        return
    index = _index(key, len(holder))
    if index is None:
        raise PatchFailure(f"replace operation does not apply: doc is missing key: {path}: {_ABSENT}")
    holder[index] = value


def _carry(target: Any, op: str, source: str, path: str) -> None:
    """Move or copy a value."""
    holder = _holder(target, source, f"{op} operation does not apply: doc is missing from path: {source}")
    value = deepcopy(_found(holder, _last(source)))
    if op == "move":
        _remove(holder, source, f"error in move for path: '{_last(source)}'")
    _add(_holder(target, path, f"{op} operation does not apply: doc is missing destination path: {path}"), path, value)


def _test(target: Any, path: str, value: Any) -> None:
    holder = _holder(target, path, f"test operation does not apply: is missing path: {path}")
    if _found(holder, _last(path)) != value:
        raise TestFailure(f"testing value {path} failed")
