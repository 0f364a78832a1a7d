"""Whole numbers of any length: powers of ten, rounding, and how Go's 64-bit integers overflow."""

from __future__ import annotations

from decimal import Decimal

INT64_MAX = 2**63 - 1
# Python refuses to turn longer integers into text and back; Decimal does not.
_PYTHON_DIGITS = 4000


def from_digits(text: str) -> int:
    """The number that a string of decimal digits stands for, however long it is."""
    return int(text) if len(text) <= _PYTHON_DIGITS else int(Decimal(text))


def to_digits(number: int) -> str:
    """The number's decimal digits, however many there are."""
    return str(number) if number.bit_length() <= 3 * _PYTHON_DIGITS else format(Decimal(number), "f")


def tens(places: int) -> int:
    """10^places."""
    power: int = 10**places
    return power


def without_tens(number: int, exponent: int) -> tuple[int, int]:
    """`number × 10^exponent` with the factors of ten moved into the exponent; zero has exponent 0."""
    if not number:
        return 0, 0
    if number % 10:
        return number, exponent
    digits = to_digits(number)
    kept = digits.rstrip("0")
    return from_digits(kept), exponent + len(digits) - len(kept)


def round_away(number: int, places: int) -> int:
    """number / 10^places, rounded away from zero."""
    size = abs(number)
    # A shorter number has no digits left, so the power of ten need not be computed.
    rounded = -(-size // tens(places)) if places <= size.bit_length() else int(size > 0)
    return rounded if number >= 0 else -rounded


def wrap(number: int, bits: int = 64) -> int:
    """The number as two's complement of that many bits."""
    number &= (1 << bits) - 1
    return number - (1 << bits) if number >> (bits - 1) else number


def divide(number: int, places: int) -> int:
    """number / 10^places as a 64-bit integer, rounded up as upstream does it.

    sic: a negative number is truncated towards zero and then raised by one. Mirrors scaledValue, Kubernetes v1.36,
    apimachinery's pkg/api/resource.
    """
    if number < INT64_MAX and places < 19:
        low, divisor = wrap(number), tens(places)
        quotient = abs(low) // divisor * (1 if low >= 0 else -1)
        return quotient + (1 if low % divisor else 0)
    quotient, rest = divmod(number, tens(places))
    return wrap(wrap(quotient) + (1 if rest else 0))
