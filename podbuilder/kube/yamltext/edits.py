"""The meaning of an edit: its effect on the document, apart from the text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_DEPTH
from podbuilder.kube.yamltext.scalars import Octal, json_number

Op = Literal["set", "remove", "insert", "move", "rename", "comment"]
_MOST_STEPS = 25


class EditRefused(Exception):
    """The edit makes no sense on this document; a sentence for people."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: an operation on the value at a path.

    `set` gives a value, and creates missing parents; an index equal to a list's length appends. `remove` removes a
    value, if there is one. `insert` puts a value into a list before an index. `move` takes a list item `to`
    another index; `rename` gives a mapping's key another name `to`, in the same place with the same value. `comment`
    gives a field the text `value` as its comment, and changes nothing in the document.
    """

    op: Op
    path: FieldPath
    value: Any = None
    to: int | str | None = None


def normal(value: Any, depth: int = 0) -> Any:
    """A value as it comes back from JSON: whole floats are integers there (EditRefused if JSON cannot express it)."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        if any(0xD800 <= ord(c) <= 0xDFFF for c in value) if not value.isascii() else False:
            raise EditRefused("The new value contains half a surrogate pair, which is not valid text.")
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise EditRefused("A manifest cannot express infinity or “not a number”.")
        return json_number(value)
    if depth >= MAX_DEPTH:
        raise EditRefused(f"The new value is nested more than {MAX_DEPTH} deep.")
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise EditRefused("The keys of a new mapping must be text.")
        return {normal(key): normal(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [normal(item, depth + 1) for item in value]
    raise EditRefused(f"A manifest cannot express a value of the type {type(value).__name__}.")


def same(one: Any, other: Any) -> bool:
    """Whether two documents are equal, the types of their scalars included (True is not 1 here)."""
    if one is other:
        return True
    if type(one) is not type(other) and not {type(one), type(other)} <= {int, Octal}:
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(map(same, one.values(), map(other.__getitem__, one)))
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def meaning(document: Any, edit: Edit) -> Any:
    """The document that the edit asks for, a new one (EditRefused where it makes no sense)."""
    if not edit.path:
        raise EditRefused("The whole document cannot be edited at once; name a field.")
    if len(edit.path) > MAX_DEPTH:
        raise EditRefused(f"Fields can be nested {MAX_DEPTH} deep at most.")
    if edit.op == "set":
        _require_way(document, edit.path)
        return documents.assign(document, edit.path, edit.value)
    if edit.op == "remove":
        return documents.remove(document, edit.path)
    if edit.op == "comment":
        if not documents.has(document, edit.path):
            raise EditRefused(f"There is no {edit.path} to comment on.")
        return document
    if edit.op == "insert":
        return _insert(document, edit)
    if edit.op == "move":
        return _move(document, edit)
    return _rename(document, edit)


def _require_way(document: Any, path: FieldPath) -> None:
    """Refuse a path that leads through a scalar, or that mistakes a list for a mapping."""
    node = document
    for depth, part in enumerate(path):
        here = FieldPath(path[:depth])
        if type(part) is int:
            if isinstance(node, dict) or (node is not None and not isinstance(node, list)):
                raise EditRefused(f"{here} is {_kind(node)}, not a list, so it has no item {part}.")
            if not 0 <= part <= len(node or []):
                raise EditRefused(f"{here} has {len(node or [])} items, so item {part} cannot be set.")
        elif node is not None and not isinstance(node, dict):
            raise EditRefused(f"{here or 'The document'} is {_kind(node)}, not a mapping, so it has no field “{part}”.")
        node = documents.get(node, (part,))


def _insert(document: Any, edit: Edit) -> Any:
    index = edit.path[-1]
    if type(index) is not int:
        raise EditRefused(f"{edit.path} does not end in an index, so nothing can be inserted there.")
    _require_way(document, edit.path)
    return documents.insert(document, edit.path, edit.value)


def _move(document: Any, edit: Edit) -> Any:
    items, index, to = documents.get(document, edit.path[:-1]), edit.path[-1], edit.to
    if not isinstance(items, list) or type(index) is not int or not 0 <= index < len(items):
        raise EditRefused(f"There is no list item {edit.path} to move.")
    if type(to) is not int or not 0 <= to < len(items):
        raise EditRefused(f"{edit.path} cannot move to place {to}: the list has places 0 to {len(items) - 1}.")
    items = list(items)
    items.insert(to, items.pop(index))
    return documents.assign(document, edit.path[:-1], items)


def _rename(document: Any, edit: Edit) -> Any:
    mapping, key = documents.get(document, edit.path[:-1]), edit.path[-1]
    if not isinstance(mapping, dict) or key not in mapping:
        raise EditRefused(f"There is no key {edit.path} to rename.")
    if not isinstance(edit.to, str):
        raise EditRefused(f"{edit.path} needs text as its new name.")
    if edit.to != key and edit.to in mapping:
        raise EditRefused(f"{edit.path} cannot be renamed to “{edit.to}”, because there is such a key already.")
    renamed = {edit.to if k == key else k: v for k, v in mapping.items()}
    return documents.assign(document, edit.path[:-1], renamed) if len(edit.path) > 1 else renamed


def _kind(node: Any) -> str:
    if isinstance(node, dict):
        return "a mapping"
    if isinstance(node, list):
        return "a list"
    return "text" if isinstance(node, str) else "a boolean" if isinstance(node, bool) else "a number"


def steps(document: Any, edit: Edit) -> list[Edit]:
    """The edit, split into smaller ones if it sets a collection that exists in part, so that the rest stays."""
    if edit.op != "set" or not isinstance(edit.value, dict | list):
        return [edit]
    old = documents.get(document, edit.path)
    found: list[Edit] = []
    _difference(old, edit.value, edit.path, found)
    return found if len(found) <= _MOST_STEPS else [edit]


def _difference(old: Any, new: Any, path: FieldPath, found: list[Edit]) -> None:
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        for key, item in new.items():
            if key in old:
                _difference(old[key], item, path.child(key), found)
        found.extend(Edit("remove", path.child(key)) for key in old if key not in new)
        found.extend(Edit("set", path.child(key), item) for key, item in new.items() if key not in old)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        _list_difference(old, new, path, found)
    else:
        found.append(Edit("set", path, new))


def _list_difference(old: list[Any], new: list[Any], path: FieldPath, found: list[Edit]) -> None:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < shorter - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    changed = min(len(old), len(new)) - head - tail
    for i in range(head, head + changed):
        _difference(old[i], new[i], path.index(i), found)
    for i in range(len(old) - tail - 1, head + changed - 1, -1):
        found.append(Edit("remove", path.index(i)))
    for i in range(head + changed, len(new) - tail):
        found.append(Edit("insert", path.index(i), new[i]))
