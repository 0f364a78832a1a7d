"""A field as it looks in a manifest, with a value that it may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from podbuilder.kube.catalogue.spec import FieldSpec
from podbuilder.kube.core.whole_number import whole_number

# Objects in objects that an example goes down to.
_DEEPEST = 3
# The key of a map in an example.
_KEY = "key"


def field_example(path: Sequence[FieldSpec]) -> Any:
    """The document that has nothing but the last of these fields, each of which stands in the one before."""
    if not path:
        return {}
    value = sample(path[-1])
    for spec, around in zip(reversed(path[1:]), reversed(path[:-1]), strict=True):
        value = {spec.name: value}
        if around.item is not None:
            value = [value] if around.type == "list" else {_KEY: value}
    return {path[0].name: value}


def sample(spec: FieldSpec, depth: int = 0) -> Any:
    """A value that a field may have: its default, its first choice, what its control proposes, or what it must have."""
    if spec.item is not None:
        inner = sample(spec.item, depth)
        return [inner] if spec.type == "list" else {_KEY: inner}
    return _object(spec, depth) if spec.type == "object" else _scalar(spec)


def _scalar(spec: FieldSpec) -> Any:
    if spec.default is not None:
        return spec.default
    if found := next(filter(None, spec.choices), None):
        return found
    if spec.type == "boolean":
        return True
    is_number = spec.type in ("integer", "number")
    proposed = whole_number(spec.placeholder) if is_number or spec.type == "int-or-string" else None
    if proposed is not None:
        return proposed
    if is_number:
        return max(spec.minimum or 0, 1)
    return spec.placeholder or ("500m" if spec.type == "quantity" else spec.name)


def _object(spec: FieldSpec, depth: int) -> dict[str, Any]:
    """What it must have: required fields, and one of each union; otherwise its first plain field."""
    if depth == _DEEPEST:
        return {}
    names = [name for name, field in spec.fields.items() if field.required]
    names += [union.branches[0] for union in spec.unions if union.required and union.branches]
    if not names:
        names = [name for name, field in spec.fields.items() if field.is_scalar][:1]
    return {name: sample(spec.fields[name], depth + 1) for name in dict.fromkeys(names)}
