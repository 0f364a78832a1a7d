"""Did you mean, for single values: what each type of field can make of a value that it does not take."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.corrections import name
from podbuilder.kube.decoding.literals import is_quantity

# A longer text is no number, and no amount.
_LONGEST = 60
_YES, _NO = frozenset({"true", "yes", "on", "y", "1"}), frozenset({"false", "no", "off", "n", "0"})
_WHOLE = re.compile(r"-?[0-9]+")
_AMOUNT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)[ \t]*([A-Za-z]*)")
_UNITS = re.compile(r"(?:(milli)?(v?cpus?|cores?)|([kmgtpe]?)(i?)(b|bytes?)?)", re.IGNORECASE)
_SPAN = re.compile(r"(?:([0-9]+) ?h[a-z]*)? ?(?:([0-9]+) ?m[a-z]*)? ?(?:([0-9]+) ?s[a-z]*)?", re.IGNORECASE)
_LAST_PORT = re.compile(r"(?:[0-9.:\[\]a-fA-F]*:)?([0-9]{1,5})(?:/(?:tcp|udp|sctp))?", re.IGNORECASE)
_PORTS = 65535


def of_mapping(value: dict[str, Any]) -> Any:
    """The text that YAML took for a mapping, because of a colon in it."""
    if len(value) != 1:
        return MISSING
    key, rest = next(iter(value.items()))
    if rest is None:
        return f"{key}:"
    return MISSING if isinstance(rest, (dict, list)) else f"{key}: {_text(rest)}"


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _string(value: Any, spec: FieldSpec) -> Any:
    if not isinstance(value, str):
        return _text(value)
    if spec.choices:
        return _choice(value, spec.choices)
    return name.corrected(value, spec.format)


def _choice(value: str, choices: tuple[str, ...]) -> Any:
    for choice in choices:
        if choice.lower() == value.strip().lower():
            return choice
    return nearest(value, choices) or MISSING


def _integer(value: Any, spec: FieldSpec) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else MISSING
    if not isinstance(value, str) or len(value) > _LONGEST:
        return MISSING
    text = value.strip()
    if spec.format == "file-mode" and (mode := name.file_mode(text)) is not None:
        return mode
    if _WHOLE.fullmatch(text):
        return int(text)
    if spec.unit == "s":
        return _seconds(text)
    port = _LAST_PORT.fullmatch(text) if spec.maximum == _PORTS else None
    return int(port[1]) if port else MISSING


def _seconds(text: str) -> Any:
    """A span of time such as `1m30s` in seconds."""
    span = _SPAN.fullmatch(text)
    if span is None or not any(span.groups()) or text.lower().endswith("ms"):
        return MISSING
    hours, minutes, seconds = (int(part or 0) for part in span.groups())
    return 3600 * hours + 60 * minutes + seconds


def _boolean(value: Any, spec: FieldSpec) -> Any:
    word = _text(value).strip().lower() if isinstance(value, (str, int)) else ""
    return True if word in _YES else False if word in _NO else MISSING


def _quantity(value: Any, spec: FieldSpec) -> Any:
    """An amount in Kubernetes' units: `2GB` is 2G, `1 core` is 1, `512 mib` is 512Mi."""
    if not isinstance(value, str) or len(value) > _LONGEST or is_quantity(value):
        return MISSING
    amount = _AMOUNT.fullmatch(value.strip())
    unit = _UNITS.fullmatch(amount[2]) if amount else None
    if amount is None or unit is None:
        return MISSING
    number = amount[1].replace(",", ".")
    milli, cores, letter, binary, _ = unit.groups()
    if cores:
        return f"{number}m" if milli else number
    letter = (letter or "").upper()
    return f"{number}{letter}i" if binary and letter else f"{number}{'k' if letter == 'K' else letter}"


def _int_or_string(value: Any, spec: FieldSpec) -> Any:
    return _integer(value, spec) if isinstance(value, float) else MISSING


KINDS: dict[str, Callable[[Any, FieldSpec], Any]] = {
    "string": _string,
    "integer": _integer,
    "boolean": _boolean,
    "quantity": _quantity,
    "int-or-string": _int_or_string,
}


def whole_amount(text: str) -> str:
    """An amount with a fraction of a unit in the next smaller one, rounded down: `12.8Gi` is 13107Mi; "" if not one."""
    found = re.fullmatch(r"([0-9]+\.[0-9]+)(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)", text) if len(text) <= _LONGEST else None
    if found is None:
        return ""
    number, unit = Decimal(found[1]), found[2]
    units = ("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei") if unit.endswith("i") else ("", "k", "M", "G", "T", "P", "E")
    smaller = units[units.index(unit) - 1]
    return f"{int(number * (1024 if unit.endswith('i') else 1000))}{smaller}"
