"""Sizes and numbers of CPUs as docker and Compose write them, as Kubernetes' quantities.

Mirrors RAMInBytes, docker/go-units, and ParseCPUs, docker/cli's opts, as Kubernetes v1.36 needs them: `m` is mega there
and milli here.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

_SIZE = re.compile(r"([0-9]{1,18}(?:\.[0-9]{1,9})?) ?([kmgtp]?)i?b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_SUFFIXES = ("", "Ki", "Mi", "Gi", "Ti", "Pi")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}")
_LARGEST = 1 << 62


def in_bytes(text: str) -> int | None:
    """How many bytes a size such as `512m` is, in powers of 1024; None if it is no size."""
    found = _SIZE.fullmatch(text.strip())
    if not found:
        return None
    number = int(Decimal(found[1]) * 1024 ** _POWERS[found[2].lower()])
    return number if number <= _LARGEST else None


def size_quantity(text: str) -> str | None:
    """The quantity that is the same as a size: `512m` is 512Mi."""
    number = in_bytes(text)
    return None if number is None else bytes_quantity(number)


def bytes_quantity(number: int) -> str:
    """A number of bytes with the largest suffix that keeps it exact."""
    power = 0
    while number and number % 1024 == 0 and power + 1 < len(_SUFFIXES):
        number, power = number // 1024, power + 1
    return f"{number}{_SUFFIXES[power]}"


def cpu_quantity(text: str) -> str | None:
    """A number of CPUs as a quantity: `1.5` is 1500m; None if it is no positive number."""
    number = Decimal(text) if _NUMBER.fullmatch(text) else None
    return millis(number * 1000) if number else None


def millis(thousandths: Decimal) -> str:
    """Thousandths of a CPU, rounded up, as a quantity."""
    number = math.ceil(thousandths)
    return f"{number}m" if number % 1000 else str(number // 1000)
