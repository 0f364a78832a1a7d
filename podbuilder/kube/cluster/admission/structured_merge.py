"""One object merged into another of its kind, list by list and map by map, as server-side apply does it.

Mirrors ApplyStructuredMergeDiff, Kubernetes v1.36, apiserver pkg/admission/plugin/policy/mutating/patch, and Merge of
structured-merge-diff. What the schema says of a list or a map decides whether it is merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.catalogue.schemas import Closure, Schema, read

# What the server's schema has as a default for keys of lists, and ours leaves to the words of the field.
KEY_DEFAULTS = {"protocol": "TCP"}
ATOMIC = "atomic"
_REFERENCE = "#/$defs/"
Path = tuple[str | int, ...]


class MergeFailure(ValueError):
    """The objects cannot be merged; the message is the server's."""


def merged(live: Any, patch: Any, kind: str, version: str) -> Any:
    """The object with the patch in it (MergeFailure); neither is changed."""
    closure = read(version, kind)
    root = closure.definitions[closure.root]
    unknown = list(_unknown(patch, root, closure, ()))
    if unknown:
        raise MergeFailure(f"failed to convert patch object to typed object: {_told(unknown)}")
    atomic = list(_atomic(patch, root, closure, ()))
    if atomic:
        what = ", ".join(_shown(path) for path in atomic)
        raise MergeFailure(f"invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: {what}")
    return _merged(live, patch, root, closure)


def _told(paths: list[Path]) -> str:
    told = [f"{_shown(path)}: field not declared in schema" for path in paths]
    return told[0] if len(told) == 1 else "errors:\n" + "\n".join(f"  {one}" for one in told)


def _shown(path: Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def _resolved(schema: Schema, closure: Closure) -> Schema:
    """A schema without its reference; what stands beside a reference counts first."""
    name = schema.get("$ref", "").removeprefix(_REFERENCE)
    return {**closure.definitions[name], **schema} if name else schema


def _field(schema: Schema, name: str, closure: Closure) -> Schema | None:
    """The schema of a field of an object, or of a map's values; None where nothing is said."""
    found = (schema.get("properties") or {}).get(name)
    if found is None and isinstance(schema.get("additionalProperties"), dict):
        found = schema["additionalProperties"]
    return None if found is None else _resolved(found, closure)


def _unknown(value: Any, schema: Schema, closure: Closure, path: Path) -> Iterator[Path]:
    """Where the patch has a field that its object has not."""
    for part, item, inner in _inside(value, schema, closure):
        if inner is not None:
            yield from _unknown(item, inner, closure, (*path, part))
        elif schema.get("properties"):
            yield (*path, part)


def _inside(value: Any, schema: Schema, closure: Closure) -> Iterator[tuple[str | int, Any, Schema | None]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield name, item, _field(schema, name, closure)
    elif isinstance(value, list):
        inner = _resolved(schema["items"], closure) if "items" in schema else None
        for i, item in enumerate(value):
            yield i, item, inner


def _atomic(value: Any, schema: Schema, closure: Closure, path: Path) -> Iterator[Path]:
    """Where the patch has what can be set as a whole only. Mirrors findAtomics."""
    is_list = isinstance(value, list) and schema.get("x-kubernetes-list-type", ATOMIC) == ATOMIC
    if is_list or (isinstance(value, dict) and schema.get("x-kubernetes-map-type") == ATOMIC):
        yield path
    for part, item, inner in _inside(value, schema, closure):
        # sic: what is in a map's values is not looked at.
        is_field = isinstance(part, int) or part in (schema.get("properties") or {})
        if inner is not None and is_field:
            yield from _atomic(item, inner, closure, (*path, part))


def _merged(live: Any, patch: Any, schema: Schema | None, closure: Closure) -> Any:
    if schema is not None and isinstance(live, dict) and isinstance(patch, dict):
        found = dict(live)
        for name, value in patch.items():
            found[name] = _merged(live.get(name), value, _field(schema, name, closure), closure)
        return found
    if schema is not None and isinstance(live, list) and isinstance(patch, list):
        if schema.get("x-kubernetes-list-type") == "set":
            return [*live, *(one for one in patch if one not in live)]
        return _merged_list(live, patch, schema, closure)
    return patch


def _merged_list(live: list[Any], patch: list[Any], schema: Schema, closure: Closure) -> list[Any]:
    """Items with the same keys become one, in an order that keeps both lists'. Mirrors mergeListItems."""
    keys = tuple(schema["x-kubernetes-list-map-keys"])
    item = _resolved(schema["items"], closure)
    ours = [_key(one, keys) for one in live]
    theirs = [_key(one, keys) for one in patch]
    shared = [key for key in theirs if key in ours]
    found: list[Any] = []
    at = their_at = 0
    while at < len(ours) or their_at < len(theirs):
        mine = ours[at] if at < len(ours) else None
        other = theirs[their_at] if their_at < len(theirs) else None
        if mine is not None and mine in theirs and mine != other and other is not None and shared[:1] != [mine]:
            # It is taken where the patch has it.
            at += 1
        elif mine is not None and mine not in theirs:
            found.append(live[at])
            at += 1
        elif other is not None:
            before = live[ours.index(other)] if other in ours else None
            found.append(_merged(before, patch[their_at], item, closure))
            their_at += 1
            at += mine == other
            shared = shared[1:] if shared[:1] == [other] else shared
        else:
            at += 1
    return found


def _key(item: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(item.get(key, KEY_DEFAULTS.get(key)) for key in keys)
