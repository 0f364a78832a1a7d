"""Literals of the right JSON type that the server's decoder may still refuse: numbers, quantities, times, bytes."""

from __future__ import annotations

import re

from podbuilder.kube.core.quantity import QuantityError, parse

_INT32 = 2**31
_INT64 = 2**63
# Go's reader of RFC 3339 takes one digit for the hour, and a comma before the fraction.
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)([.,]\d+)?(?:Z|[+-](\d\d):(\d\d))", re.ASCII)
# Padding must be there; spare bits of the last letter may be set.
_BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def is_int32(value: int) -> bool:
    """Whether the number fits into a signed integer of 32 bits."""
    return -_INT32 <= value < _INT32


def is_int64(value: int) -> bool:
    """Whether the number fits into a signed integer of 64 bits."""
    return -_INT64 <= value < _INT64


def is_quantity(value: str | int | float) -> bool:
    """Whether a quantity can be read from it."""
    try:
        parse(value)
    except QuantityError:
        return False
    return True


def is_time(value: str) -> bool:
    """Whether the text is a time in the format of RFC 3339.

    Mirrors Time.UnmarshalJSON, Kubernetes v1.36, apimachinery pkg/apis/meta/v1.
    """
    match = _TIME.fullmatch(value)
    if not match:
        return False
    year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
    if not (1 <= month <= 12 and hour < 24 and minute < 60 and second < 60):
        return False
    from calendar import monthrange  # few pods have a time, and the others do without it

    # Year 0 is a leap year, which calendar does not know.
    if not 1 <= day <= monthrange(year or 4, month)[1]:
        return False
    # sic: offsets of 24 hours and of 60 minutes pass.
    return int(match[8] or 0) <= 24 and int(match[9] or 0) <= 60


def is_base64(value: str) -> bool:
    """Whether bytes can be read from the text, which may be wrapped.

    Mirrors encoding/base64, whose StdEncoding the server's decoder uses: it passes over ends of lines, not over spaces.
    """
    return bool(_BASE64.fullmatch(value.replace("\r", "").replace("\n", "")))
