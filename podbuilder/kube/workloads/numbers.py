"""Numbers of pods: how many at least and at most, also as a share of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.format_errors import validate_nonnegative_field
from podbuilder.kube.validation.formats import show

IntOrPercent = int | str

_percent = re.compile("([0-9]+)%").fullmatch
_integer = re.compile("[-+]?[0-9]+").fullmatch


def validate_nonnegative_fields(spec: dict[str, Any], names: Iterable[str], path: FieldPath) -> Iterator[FieldError]:
    """None of these fields may be negative."""
    for name in names:
        yield from validate_nonnegative_field(spec.get(name, 0), path.child(name))


def validate_positive_int_or_percent(value: IntOrPercent, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidatePositiveIntOrPercent, Kubernetes v1.36, pkg/apis/apps/validation."""
    if isinstance(value, int):
        yield from validate_nonnegative_field(value, path)
    elif not _percent(value):
        yield invalid(
            path,
            value,
            f"{show(value)} is not a number of pods. Write a number such as 1, or a percentage such as 25%.",
        )


def is_not_more_than_100_percent(value: IntOrPercent, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors IsNotMoreThan100Percent, Kubernetes v1.36, pkg/apis/apps/validation."""
    found = _percent(value) if isinstance(value, str) else None
    if found and int(found[1][:10]) > 100:
        yield invalid(path, value, f"{show(value)} is more than all of the pods; at most 100% are allowed.")


def amount_of(value: IntOrPercent) -> int:
    """The number, also of a percentage. Mirrors getIntOrPercentValue, Kubernetes v1.36, pkg/apis/apps/validation.

    sic: other text that reads as a number counts as that number, and all else as 0.
    """
    if isinstance(value, int):
        return value
    found = _percent(value)
    digits = found[1] if found else value if _integer(value) else "0"
    # Callers only ask whether it is 0, so digits beyond Go's range need not be exact.
    return int(digits[:10]) or int(any(digit in "123456789" for digit in digits))
