"""What an unquoted word of a Compose file is, and how Compose writes such a value where it needs text.

Mirrors resolve.go of go-yaml v3.0.4: YAML 1.2 with the octals of YAML 1.1, so `no` and `22:22` are texts and `0644` is
the number 420. In `environment` and the like a number becomes text again, in Go's spelling: "420".
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from math import inf, nan
from typing import Any

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -inf),
}
_LOOKS_LIKE_A_NUMBER = frozenset("+-.0123456789")
_WHOLE = re.compile(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|(0[0-7]*)|([1-9][0-9]*))")
_BASES = (0, 0, 16, 2, 8, 8, 10)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+](?:[01][0-9]|2[0-4]):[0-5][0-9]))"
    r"|(?: +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?))?"
)
# Longer ones are texts, whatever they say.
_MOST_DIGITS = 1000
# Go writes larger numbers with an exponent, such as 1e+06.
_EXPONENT_FROM = 1e6
_BIGGEST, _SMALLEST = (1 << 64) - 1, -(1 << 63)
_PREFIX = "tag:yaml.org,2002:"


class BareDate(str):
    """A date or time without quotes, which Compose takes nowhere."""

    __slots__ = ()


def resolve(text: str) -> Any:
    """The value of an unquoted word."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _LOOKS_LIKE_A_NUMBER:
        return text
    if text[0] == ".":
        # sic: here underscores are no part of a number.
        return _float(text, text)
    if _is_time(text):
        return BareDate(text)
    plain = text.replace("_", "")
    number = _whole(plain)
    return _float(plain, text) if number is None else number


def _whole(text: str) -> int | None:
    match = _WHOLE.fullmatch(text) if len(text) <= _MOST_DIGITS else None
    if match is None or match.lastindex is None:
        return None
    number = int(match[match.lastindex], _BASES[match.lastindex])
    number = -number if match[1] == "-" else number
    return number if _SMALLEST <= number <= _BIGGEST and not (match[1] and number > -_SMALLEST - 1) else None


def _float(text: str, otherwise: str) -> Any:
    if len(text) > _MOST_DIGITS or not _FLOAT.fullmatch(text):
        return otherwise
    number = float(text)
    return otherwise if number in (inf, -inf) else number


def _is_time(text: str) -> bool:
    match = _TIME.fullmatch(text) if text[4:5] == "-" else None
    if match is None:
        return False
    try:
        # The year 0, which Python does not have, has as many days as 2000.
        date(int(match[1]) or 2000, int(match[2]), int(match[3]))
    except ValueError:
        return False
    clock = [int(part) for part in match.groups()[3:] if part is not None]
    return not clock or (clock[0] < 24 and clock[1] < 60 and clock[2] < 60)


class WrongTag(ValueError):
    """A tag says of a value what it is not; the text is a sentence about it."""


def resolve_tagged(tag: str, text: str) -> Any:
    """The value of a scalar with a tag (WrongTag if it is none of that type)."""
    name = tag.removeprefix(_PREFIX)
    if name == tag or name == "str":
        return text
    if name == "binary":
        try:
            return base64.b64decode(text, validate=True).decode("utf-8", "replace")
        except binascii.Error as error:
            raise WrongTag("“!!binary” must be followed by base64.") from error
    value = resolve(text)
    if name == "float" and type(value) is int:
        return float(value)
    types = {"int": int, "float": float, "bool": bool, "null": type(None), "timestamp": BareDate}
    if type(value) is not types.get(name):
        raise WrongTag(f"The tag “!!{name}” does not fit this value. Leave it out, or put the value in quotes.")
    return value


def go_text(value: Any) -> str:
    """A scalar as Go prints it, which is what a container gets to see."""
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _go_float(value) if isinstance(value, float) else str(value)


def _go_float(number: float) -> str:
    if number != number:
        return "NaN"
    if number in (inf, -inf):
        return "+Inf" if number > 0 else "-Inf"
    text = repr(number)
    if "e" in text or abs(number) < _EXPONENT_FROM:
        return text.removesuffix(".0")
    # Python writes an exponent from 17 digits on.
    whole, _, fraction = text.removesuffix(".0").lstrip("-").partition(".")
    digits = f"{whole[0]}.{whole[1:]}{fraction}".rstrip("0").rstrip(".")
    return f"{'-' if number < 0 else ''}{digits}e+{len(whole) - 1:02d}"
