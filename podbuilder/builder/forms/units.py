"""The units that can be chosen beside an amount, and an amount in the unit that was chosen.

What people wrote stays as they wrote it until they choose a unit: `0.5`, `500m` and `1e3` are all theirs.
"""

from __future__ import annotations

import re
from fractions import Fraction

from podbuilder.kube.core import quantity
from podbuilder.kube.core.quantity import BINARY_SUFFIXES, DECIMAL_SUFFIXES

# Behind the name of an amount's control: the name of the control of its unit.
UNIT = ":unit"
CORES = "cores"
OF_CPU = ("m", CORES)
OF_BYTES = ("Ki", "Mi", "Gi", "Ti", "M", "G")
SIZES = frozenset({"memory", "ephemeral-storage", "storage", "sizeLimit"})
_WHOLE = re.compile(r"[0-9]+")
_LONGEST, _MOST_PLACES, _FARTHEST = 40, 3, 40


def units_of(resource: str) -> tuple[str, ...]:
    """The units that amounts of a resource, or of a field by its name, are usually given in."""
    if resource == "cpu":
        return OF_CPU
    return OF_BYTES if resource in SIZES or resource.startswith("hugepages-") else ()


def unit_of(text: str, units: tuple[str, ...]) -> str:
    """The unit that an amount is given in, of those that belong to it or another; "unit" where it is no amount yet."""
    suffix = text.strip().lstrip("+-.0123456789")
    if not text.strip() or not (suffix == "" or suffix in BINARY_SUFFIXES or suffix in DECIMAL_SUFFIXES):
        return "unit"
    return suffix or (CORES if units == OF_CPU else "bytes")


def in_unit(text: str, unit: str) -> str | None:
    """The amount in a unit: a whole number without one takes it, others are converted; None if that is not exact.

    What is no amount stays as it is; the review has something to say of it.
    """
    text = text.strip()
    try:
        amount = quantity.parse(text)
    except quantity.QuantityError:
        return text
    suffix = "" if unit == CORES else unit
    if _WHOLE.fullmatch(text):
        return text + suffix
    if text.lstrip("+-.0123456789") == suffix:
        return text
    if len(text) > _LONGEST or abs(amount.exponent) > _FARTHEST:
        return None
    size = Fraction(2) ** BINARY_SUFFIXES[unit] if unit in BINARY_SUFFIXES else Fraction(10) ** DECIMAL_SUFFIXES[suffix]
    parts = amount.unscaled * Fraction(10) ** amount.exponent / size * 10**_MOST_PLACES
    if parts.denominator != 1:
        return None
    sign = "-" if parts < 0 else ""
    whole, fraction = divmod(abs(int(parts)), 10**_MOST_PLACES)
    return f"{sign}{whole}.{fraction:0{_MOST_PLACES}}".rstrip("0").rstrip(".") + suffix
