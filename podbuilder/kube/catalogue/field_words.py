"""What a field can hold, in words for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.catalogue.spec import FieldSpec

IN_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "quantity": "amount, such as 500m or 2Gi",
    "int-or-string": "number or name",
}


def type_of(spec: FieldSpec) -> str:
    """A field's type in words; objects by their name in the API."""
    if spec.type == "list" and spec.item is not None:
        return f"list of {spec.item.api_type or type_of(spec.item)}"
    if spec.type == "map" and spec.item is not None:
        return f"map of {type_of(spec.item)}"
    return spec.api_type or IN_WORDS.get(spec.type, spec.type)


def bounds_of(spec: FieldSpec, show: Callable[[Any], str] = str) -> str:
    """The numbers that it may be, "" for any; `show` writes one."""
    if spec.minimum is None:
        return "" if spec.maximum is None else f"{show(spec.maximum)} or less"
    return f"{show(spec.minimum)} or more" if spec.maximum is None else f"{show(spec.minimum)} to {show(spec.maximum)}"
