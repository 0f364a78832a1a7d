"""What a scalar means to the API server's YAML reader: sigs.k8s.io/yaml over its fork of go-yaml v2.

That reader is neither YAML 1.1 nor 1.2: `y` and `on` are booleans, `0o14`, `014` and `0X1f` are integers, `1e3` is a
number, while `1:30` and `2024-01-01` are strings. What it reads then passes through JSON, so that `1.0` is the integer
1 and infinity is refused.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from decimal import Decimal
from typing import Final

Scalar = str | int | float | bool | None

STR_TAG = "tag:yaml.org,2002:str"
NULL_TAG = "tag:yaml.org,2002:null"
BINARY_TAG = "tag:yaml.org,2002:binary"
MERGE_TAG = "tag:yaml.org,2002:merge"
_CHECKED_TAGS: Final[dict[str, tuple[str, tuple[type, ...]]]] = {
    "tag:yaml.org,2002:bool": ("a boolean", (bool,)),
    "tag:yaml.org,2002:int": ("an integer", (int,)),
    "tag:yaml.org,2002:float": ("a number", (int, float)),
    NULL_TAG: ("null", (type(None),)),
}

_WORDS: Final[dict[str, Scalar]] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_NUMERIC_START = frozenset("+-.0123456789")
# Matches a plain scalar that may mean something other than its own text; most are names, which are spared a call.
may_mean_else = re.compile(rf"[-+.0-9]|(?:{'|'.join(map(re.escape, _WORDS))})\Z").match
_INTEGER = re.compile(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
# After a leading dot an underscore must have a digit on both sides; elsewhere underscores do not count at all.
_DOT_FLOAT = re.compile(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?\Z")
_INT64_MIN, _INT64_MAX, _UINT64_MAX = -(2**63), 2**63 - 1, 2**64 - 1
_LONGEST_DIGITS = 400


class Octal(int):
    """An integer to be written in octal where the text allows it, as the mode of a file is: 0644, or 0o644."""

    prefix = "0"


class UnreadableScalar(ValueError):
    """The server refuses this scalar; the message is a sentence for people."""


def resolve_plain(text: str) -> Scalar:
    """The value of a plain (unquoted, untagged) scalar, after its way through JSON (UnreadableScalar)."""
    if text[:1] not in _NUMERIC_START:
        return _WORDS.get(text, text)  # most scalars: names, words, nothing
    value = native_value(text)
    return json_number(value) if isinstance(value, float) else value


def native_value(text: str) -> Scalar:
    """The value of a plain scalar that begins as numbers do, before JSON: `1e3` is a float here.

    Mirrors resolve, Kubernetes v1.36, sigs.k8s.io/yaml (goyaml.v2/resolve.go).
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] == ".":
        number = float(text.replace("_", "")) if _DOT_FLOAT.match(text) else None
    else:
        number = _number(text.replace("_", ""))
    if number is None or number in (float("inf"), float("-inf")):
        return text
    return number


def _number(digits: str) -> int | float | None:
    # Python refuses to convert integers of thousands of digits; the server makes floats of them, or strings.
    if len(digits) <= _LONGEST_DIGITS and (match := _INTEGER.match(digits)):
        sign, hexadecimal, binary, octal, decimal = match.groups()
        base = 16 if hexadecimal else 2 if binary else 8 if octal else 10
        number = int(hexadecimal or binary or octal or decimal, base)
        number = -number if sign == "-" else number
        if _INT64_MIN <= number <= (_INT64_MAX if sign else _UINT64_MAX):
            return number
    return float(digits) if _FLOAT.match(digits) else None


def resolve_tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with an explicit tag; a tag the server does not know leaves a string."""
    if tag == BINARY_TAG:
        try:
            return base64.b64decode(text, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError) as error:
            raise UnreadableScalar("The tag !!binary needs base64, and this is not base64.") from error
    if tag not in _CHECKED_TAGS:
        return text
    words, types = _CHECKED_TAGS[tag]
    value = resolve_plain(text)
    if type(value) not in types:
        raise UnreadableScalar(f"The tag !!{tag.rpartition(':')[2]} needs {words}, and “{_shorten(text)}” is not one.")
    return value


def json_number(number: float) -> int | float:
    """A float as it comes back from the server's JSON: whole numbers below 1e21 carry no fraction there."""
    if number != number or number in (float("inf"), float("-inf")):
        raise UnreadableScalar("JSON cannot express infinity or “not a number”, so Kubernetes refuses them.")
    if number == int(number) and abs(number) < 1e21:
        return int(Decimal(repr(number)))
    return number


def key_text(value: int | float | None) -> str:
    """The JSON key that the server makes of a YAML key that is no text.

    Mirrors convertToJSONableObject, Kubernetes v1.36, sigs.k8s.io/yaml (yaml.go).
    """
    if value is None:
        raise UnreadableScalar("A key is missing here: Kubernetes does not read null as a key.")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value <= _INT64_MAX:
        return str(value)
    if isinstance(value, int):
        raise UnreadableScalar("This number is too large for a key; put it in quotes.")
    return _format_float32(value)


def _format_float32(number: float) -> str:
    """A float with the fewest digits that are exact in 32 bits, as Go's FormatFloat(number, 'g', -1, 32) writes it."""
    try:
        packed = struct.pack("<f", number)
    except OverflowError:
        return ".inf" if number > 0 else "-.inf"
    scientific = next(t for t in (f"{number:.{n}e}" for n in range(10)) if struct.pack("<f", float(t)) == packed)
    mantissa, _, exponent = scientific.partition("e")
    if -4 <= int(exponent) < 6:
        return format(Decimal(scientific), "f")
    return f"{mantissa}e{int(exponent):+03d}"


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
