"""Kubernetes' numbers with suffixes ("500m", "1.5Gi", "1e3"): exact parsing, printing and arithmetic.

Mirrors apimachinery's pkg/api/resource, Kubernetes v1.36. A quantity is `unscaled × 10^exponent`. Upstream holds it in
one of two forms, a 64-bit integer where it fits ("small") and a big decimal otherwise. The two overflow differently,
which shows in what the server accepts, so the form is kept here too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from podbuilder.kube.core.go_strings import trim_space_in_json
from podbuilder.kube.core.int64 import (
    INT64_MAX,
    divide,
    from_digits,
    round_away,
    tens,
    to_digits,
    without_tens,
    wrap,
)


class QuantityError(ValueError):
    """The text is not a quantity; the message says why, in a sentence."""


class Format(StrEnum):
    """Which family of suffixes a quantity was written in, and is printed in where that loses nothing."""

    DECIMAL_SI = "DecimalSI"
    BINARY_SI = "BinarySI"
    DECIMAL_EXPONENT = "DecimalExponent"


NANO, MICRO, MILLI = -9, -6, -3
DECIMAL_SUFFIXES = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
BINARY_SUFFIXES = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}

_DECIMAL_NAMES = {exponent: name for name, exponent in DECIMAL_SUFFIXES.items()}
_BINARY_NAMES = {0: ""} | {bits // 10: name for name, bits in BINARY_SUFFIXES.items()}
# Sign, leading zeros, whole part, fraction, suffix with its own sign and digits. Possessive, so that it is linear.
_SHAPE = re.compile(r"([+-]?)(0*+)([0-9]*+)(?:\.([0-9]*+))?+([eEinumkKMGTP]*+[+-]?+[0-9]*+)")
_SMALL_DIGITS = 18  # Upstream's maxInt64Factors: more digits than this never take the 64-bit form.
_CACHED_LENGTH = 64
# Longer ones are slow to compute with, and nobody needs them. The one place where we are stricter than the server.
_LONGEST = 20_000
# Adding a quantity this many powers of ten smaller changes nothing a person could see, and would need as many digits.
_ABSORBING = 5000


class Quantity:
    """An exact number with the family of suffixes it is printed in. Immutable; compared by value alone."""

    __slots__ = ("exponent", "format", "is_small", "text", "unscaled")

    def __init__(
        self,
        unscaled: int,
        exponent: int = 0,
        format: Format = Format.DECIMAL_SI,
        is_small: bool = True,
        text: str = "",
    ) -> None:
        self.unscaled = unscaled
        self.exponent = exponent
        self.format = format
        self.is_small = is_small
        # The user's own spelling where upstream treats it as canonical; else the printed form, kept once it is known.
        self.text = text

    @property
    def sign(self) -> int:
        """-1, 0 or 1."""
        return (self.unscaled > 0) - (self.unscaled < 0)

    @property
    def is_zero(self) -> bool:
        return self.unscaled == 0

    def canonical(self) -> str:
        """The quantity as the API server prints it. Mirrors Quantity.String."""
        if not self.text:
            self.text = _print(self)
        return self.text

    def __str__(self) -> str:
        return self.canonical()

    def __repr__(self) -> str:
        return f"Quantity({self.canonical()!r})"

    def compare(self, other: Quantity) -> int:
        """-1, 0 or 1, for less, equal and more. Exact, and quick however large the exponents are. Mirrors Cmp."""
        if self.exponent == other.exponent:
            return (self.unscaled > other.unscaled) - (self.unscaled < other.unscaled)
        if self.sign != other.sign:
            return 1 if self.sign > other.sign else -1
        if not self.unscaled:
            return 0
        mine, theirs = _magnitude(self), _magnitude(other)
        if mine != theirs:
            return self.sign if mine > theirs else -self.sign
        a, b, _ = _aligned(self, other)
        return (a > b) - (a < b)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self.compare(other) == 0

    def __lt__(self, other: Quantity) -> bool:
        return self.compare(other) < 0

    def __le__(self, other: Quantity) -> bool:
        return self.compare(other) <= 0

    def __gt__(self, other: Quantity) -> bool:
        return self.compare(other) > 0

    def __ge__(self, other: Quantity) -> bool:
        return self.compare(other) >= 0

    def __hash__(self) -> int:
        return hash(without_tens(self.unscaled, self.exponent))

    def __add__(self, other: Quantity) -> Quantity:
        """The sum, in this quantity's suffixes, or in the other's if this one is zero. Mirrors Add."""
        format = self.format if self.unscaled else other.format
        if not other.unscaled:
            return Quantity(self.unscaled, self.exponent, format, self.is_small)
        if not self.unscaled:
            return Quantity(other.unscaled, other.exponent, format, self.is_small and other.is_small)
        if abs(self.exponent - other.exponent) > _ABSORBING:
            larger = max(self, other, key=_magnitude)
            return Quantity(larger.unscaled, larger.exponent, format, self.is_small and other.is_small)
        a, b, exponent = _aligned(self, other)
        small = self.is_small and other.is_small and max(abs(a), abs(b), abs(a + b)) <= INT64_MAX
        return Quantity(a + b, exponent, format, small)

    def __sub__(self, other: Quantity) -> Quantity:
        """The difference, printed as a sum would be. Mirrors Sub."""
        return self + -other

    def __neg__(self) -> Quantity:
        return Quantity(-self.unscaled, self.exponent, self.format, self.is_small)

    def round_up(self, scale: int) -> Quantity:
        """The quantity without digits finer than 10^scale, rounded away from zero. Mirrors RoundUp."""
        if self.exponent >= scale:
            return self
        return Quantity(round_away(self.unscaled, scale - self.exponent), scale, self.format, self.is_small)

    def value(self) -> int:
        """The whole number at or above the quantity. Mirrors Value."""
        return self.scaled_value(0)

    def milli_value(self) -> int:
        """How many thousandths, rounded up. Mirrors MilliValue."""
        return self.scaled_value(MILLI)

    def scaled_value(self, scale: int) -> int:
        """How many times 10^scale, rounded up, as a 64-bit integer. Mirrors ScaledValue.

        sic: too large a number becomes 0 in the small form and wraps around in the big one; negative numbers round
        away from zero in the small form, and towards zero and one further in the big one.
        """
        shift = self.exponent - scale
        if self.is_small:
            if shift < 0:
                return round_away(self.unscaled, -shift)
            if self.unscaled == 0 or shift > _SMALL_DIGITS:
                return 0
            result = self.unscaled * tens(shift)
            return result if abs(result) <= INT64_MAX else 0
        if shift >= 0:
            # sic: 10^19 and more do not fit, and the conversion gives the lowest integer there is.
            return wrap(wrap(self.unscaled) * (tens(shift) if shift <= _SMALL_DIGITS else -(2**63)))
        return divide(self.unscaled, -shift)

    def is_whole(self) -> bool:
        """Whether the quantity has no fraction."""
        return self.exponent >= 0 or not self.unscaled % tens(-self.exponent)


ZERO = Quantity(0)


def parse(value: str | int | float) -> Quantity:
    """The quantity that a JSON string or number stands for (QuantityError if none). Mirrors UnmarshalJSON."""
    text = value if isinstance(value, str) else number_text(value)
    return _parse_cached(text) if len(text) <= _CACHED_LENGTH else _parse(text)


def number_text(number: int | float) -> str:
    """A number as Go's JSON encoder writes it, which is what kubectl sends for one written in YAML."""
    if isinstance(number, bool):
        raise QuantityError("A quantity is a number with an optional suffix, such as 500m or 1Gi; not true or false.")
    if isinstance(number, int):
        return to_digits(number)
    text = repr(number)
    if 1e-6 <= abs(number) < 1e21:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0")


@lru_cache(maxsize=8192)
def _parse_cached(text: str) -> Quantity:
    return _parse(text)


def _parse(text: str) -> Quantity:
    """Mirrors ParseQuantity."""
    if len(text) > _LONGEST:
        raise QuantityError(f"A quantity has at most {_LONGEST} characters.")
    # Upstream trims the text before unescaping it.
    text = trim_space_in_json(text)
    match = _SHAPE.fullmatch(text)
    if not match or not text:
        raise QuantityError("A quantity is a number with an optional suffix, such as 2, 500m, 1.5Gi or 1e3.")
    sign, zeros, whole, fraction, suffix = match.groups(default="")
    exponent, bits, format = _interpret(suffix)
    number = (whole or "0") + fraction
    value = from_digits(number)
    negative = sign == "-"
    if _is_small(number, fraction, bits, format, exponent):
        exponent = exponent - len(fraction)
        kept = text if _keeps_spelling(number, value, exponent, format) else ""
        value <<= bits
        return Quantity(-value if negative else value, exponent, format, True, kept)
    if not (zeros or whole or fraction):
        raise QuantityError("A quantity begins with a number, such as 1Ei; this one has only a suffix.")
    return _big(value << bits, exponent - len(fraction), format, negative)


def _interpret(suffix: str) -> tuple[int, int, Format]:
    """The power of ten and of two that a suffix stands for, and its family. Mirrors suffixHandler.interpret."""
    if suffix in DECIMAL_SUFFIXES:
        return DECIMAL_SUFFIXES[suffix], 0, Format.DECIMAL_SI
    if suffix in BINARY_SUFFIXES:
        return 0, BINARY_SUFFIXES[suffix], Format.BINARY_SI
    # sic: an exponent beyond 32 bits wraps around, one beyond 64 bits is refused.
    if re.fullmatch(r"[eE][+-]?(?:0*+[1-9][0-9]{0,18}|0++)", suffix) and -INT64_MAX - 1 <= int(suffix[1:]) <= INT64_MAX:
        return wrap(int(suffix[1:]), 32), 0, Format.DECIMAL_EXPONENT
    raise QuantityError(
        "The suffix of a quantity is one of n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei,"
        " or an exponent such as e3; capital letters matter."
    )


def _is_small(number: str, fraction: str, bits: int, format: Format, exponent: int) -> bool:
    """Whether upstream keeps the number as a 64-bit integer."""
    if format is Format.BINARY_SI:
        return not fraction and len(number) + bits * 3 // 10 + 1 <= 15
    return len(number) <= _SMALL_DIGITS and exponent - len(fraction) >= NANO


def _keeps_spelling(number: str, value: int, exponent: int, format: Format) -> bool:
    """Whether upstream treats the text as canonical without normalising it.

    sic: this also keeps "1.500", "+1", "010" and "1E3" as they are.
    """
    if format is Format.BINARY_SI:
        return value & 7 != 0
    return exponent % 3 == 0 and not number.endswith("000") and number[0] != "0"


def _big(amount: int, exponent: int, format: Format, negative: bool) -> Quantity:
    """A number too long or too fine for the small form: rounded up to nano, binary ones capped at 2^63 - 1."""
    if amount and exponent < NANO:
        amount, exponent = round_away(amount, NANO - exponent), NANO
    if format is Format.BINARY_SI:
        # A binary number has at most nine decimal places after rounding, so the power is small.
        unit = tens(-exponent)
        if amount > INT64_MAX * unit:
            amount, exponent = INT64_MAX, 0
        elif 0 < amount < unit:
            format = Format.DECIMAL_SI
    return Quantity(-amount if negative else amount, exponent, format, is_small=False)


def _print(quantity: Quantity) -> str:
    """Mirrors CanonicalizeBytes.

    sic: a suffix for 10^21 and beyond does not exist, so upstream prints 1000E as 1.
    """
    if quantity.is_zero:
        return "0"
    unscaled, exponent = without_tens(quantity.unscaled, quantity.exponent)
    if quantity.format is Format.BINARY_SI and 0 <= exponent <= _ABSORBING:
        whole = unscaled * tens(exponent)
        if abs(whole) >= 1024:
            power = 0
            while whole % 1024 == 0:
                whole //= 1024
                power += 1
            return to_digits(whole) + _BINARY_NAMES.get(power, "")
    unscaled *= tens(exponent % 3)
    exponent -= exponent % 3
    if quantity.format is Format.DECIMAL_EXPONENT:
        return to_digits(unscaled) + (f"e{exponent}" if exponent else "")
    return to_digits(unscaled) + _DECIMAL_NAMES.get(exponent, "")


def _aligned(one: Quantity, other: Quantity) -> tuple[int, int, int]:
    """Both as multiples of the same power of ten, and its exponent."""
    if one.exponent == other.exponent:
        return one.unscaled, other.unscaled, one.exponent
    low = min(one.exponent, other.exponent)
    return one.unscaled * tens(one.exponent - low), other.unscaled * tens(other.exponent - low), low


def _magnitude(quantity: Quantity) -> int:
    """The place of the first digit: 1 for 0.1…0.99, 2 for 1…9.9, and so on, plus whatever the exponent says."""
    return len(to_digits(abs(quantity.unscaled))) + quantity.exponent
