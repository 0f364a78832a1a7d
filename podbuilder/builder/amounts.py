"""Amounts of resources as people say them: "1.15 CPU", "2.2 Gi memory", "1 NVIDIA GPU"."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from podbuilder.builder.steps.resources import LABELS
from podbuilder.kube import quantity

BINARY = (("Ti", 1 << 40), ("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10))
BYTES = ("memory", "ephemeral-storage")


def in_words(resources: Mapping[str, str]) -> str:
    """The amounts in a line, or "" if there are none."""
    return " · ".join(one_in_words(name, amount) for name, amount in resources.items())


def one_in_words(resource: str, amount: str) -> str:
    """One amount with its resource; an amount that is no quantity stays as it is."""
    label = LABELS.get(resource, resource)
    label = label if resource == "cpu" or "/" in resource else label.lower()
    try:
        parsed = quantity.parse(amount)
    except quantity.QuantityError:
        return f"{amount} {label}"
    if resource == "cpu":
        return f"{short(Fraction(parsed.milli_value(), 1000))} {label}"
    if resource in BYTES or resource.startswith("hugepages-"):
        return f"{in_bytes(parsed.value())} {label}"
    return f"{parsed} {label}"


def in_bytes(value: int) -> str:
    """A number of bytes in the largest binary unit that it reaches."""
    for unit, size in BINARY:
        if abs(value) >= size:
            return f"{short(Fraction(value, size))} {unit}"
    return f"{value} B"


def short(number: Fraction) -> str:
    """A number with at most two decimals, and none that say nothing."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
