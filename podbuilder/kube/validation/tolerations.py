"""Tolerations, also those in the old annotation's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.formats import is_valid_label_value, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_label_name

TAINT_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")
OPERATORS = ("Equal", "Exists")
COMPARISON_OPERATORS = ("Lt", "Gt")

_decimal_integer = re.compile("0|-?[1-9][0-9]*").fullmatch
_INT64_DIGITS = 19


def validate_tolerations(
    tolerations: Sequence[Mapping[str, Any]], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidateTolerations, Kubernetes v1.36, pkg/apis/core/validation."""
    for i, toleration in enumerate(tolerations):
        item = path.index(i)
        key, operator, effect = (toleration.get(name, "") for name in ("key", "operator", "effect"))
        if key:
            yield from validate_label_name(key, item.child("key"))
        elif operator != "Exists":
            wanted = 'Without a key the operator must be "Exists", which matches every taint'
            yield invalid(item.child("operator"), operator, f"{wanted}; give a key or use that operator.")
        if effect != "NoExecute" and "tolerationSeconds" in toleration:
            wanted = 'tolerationSeconds goes with the effect "NoExecute" only'
            found = f"here the effect is {show(effect)}" if effect else "here no effect is given"
            yield invalid(item.child("effect"), effect, f"{wanted}; {found}.")
        yield from _validate_operator_and_value(operator, toleration.get("value", ""), item, options)
        if effect and effect not in TAINT_EFFECTS:
            yield unsupported(item.child("effect"), effect, TAINT_EFFECTS)


def _validate_operator_and_value(
    operator: str, value: str, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    if operator in ("Equal", ""):
        # sic: an error in the value is reported at the operator.
        yield from invalid_for_each(path.child("operator"), value, is_valid_label_value(value))
    elif operator == "Exists":
        if value:
            found = f'The operator "Exists" asks for no value, but {show(value)} is given'
            yield invalid(path.child("operator"), value, f"{found}; leave the value out.")
    elif operator in COMPARISON_OPERATORS and options.allow_taint_toleration_comparison_operators:
        yield from _validate_number(value, path.child("value"))
    else:
        yield unsupported(path.child("operator"), operator, OPERATORS)


def _validate_number(value: str, path: FieldPath) -> Iterator[FieldError]:
    if not _decimal_integer(value):
        yield invalid(
            path, value, f'{show(value)} is not a whole number. Write one such as "42", without leading zeros.'
        )
    elif len(value) > _INT64_DIGITS + 1 or not -(2**63) <= int(value) < 2**63:
        yield invalid(path, value, f"{show(value)} is too large; 64 bits are the limit.")
