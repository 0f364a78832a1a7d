"""Sizes, durations and other numbers as Compose reads them from texts.

Mirrors types/bytes.go, types/duration.go and loader/interpolate.go of compose-go v2.9.1, with docker/go-units v0.5.0
and xhit/go-str2duration v2.1.0.
"""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.importers.compose.problem import UnreadableValue

_FLOAT = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"[-+]?[0-7]+")
_DIGITS = 40
_SIZE = re.compile(r"(.*[0-9.])(.*)", re.DOTALL)
_POWERS = {"k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
_NANOSECONDS = {
    **{"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9},
    **{"h": 3600 * 10**9, "d": 24 * 3600 * 10**9, "w": 168 * 3600 * 10**9},
}
_STEP = re.compile(r"([0-9]*)(?:\.([0-9]*))?([^0-9.]+)")
_BIGGEST = (1 << 63) - 1

_TRUE = frozenset({"true", "y", "yes", "on"})
_FALSE = frozenset({"false", "n", "no", "off"})


def flag(value: Any) -> bool:
    """A boolean, or a text that says one."""
    word = value if isinstance(value, bool) else value.lower()
    if word in (True, False):
        return bool(word)
    if word not in _TRUE | _FALSE:
        raise UnreadableValue("This must be true or false.")
    return word in _TRUE


def whole(value: Any) -> int:
    """A whole number; of a number with a fraction the whole part."""
    if isinstance(value, str):
        if len(value) > _DIGITS or not _WHOLE.fullmatch(value):
            raise UnreadableValue("This must be a whole number.")
        value = int(value)
    if abs(value) > _BIGGEST:
        raise UnreadableValue("This number is too big.")
    return int(value)


def device_count(value: Any) -> int:
    """How many devices; -1 for all."""
    if isinstance(value, str) and value.lower() == "all":
        return -1
    return whole(value)


def decimal(value: Any) -> float:
    """A number, or a text that is one."""
    if isinstance(value, str) and (len(value) > _DIGITS or not _FLOAT.fullmatch(value)):
        raise UnreadableValue("This must be a number, such as 0.5.")
    return float(value)


def file_mode(value: Any) -> int:
    """The bits of a file's permissions; a text is octal."""
    if isinstance(value, str):
        if len(value) > _DIGITS or not _OCTAL.fullmatch(value):
            raise UnreadableValue("This must be an octal number, such as 0440.")
        return int(value, 8)
    return whole(value)


def size(value: Any) -> int:
    """Bytes: a number of them, or a text such as `1.5g`, whose units are powers of 1024."""
    if not isinstance(value, str):
        # sic: a number with a fraction counts as none.
        return 0 if isinstance(value, float) else whole(value)
    number, blank, unit = value.partition(" ")
    if not blank:
        match = _SIZE.fullmatch(value)
        number, unit = match.groups() if match is not None else ("", "")
    if len(number) > _DIGITS or not _FLOAT.fullmatch(number) or number.startswith("-"):
        raise UnreadableValue("This must be a size, such as 512m or 2gb.")
    unit = unit.lower()
    if unit in ("", "b"):
        return whole(float(number))
    if unit[0] not in _POWERS or unit[1:] not in ("", "b", "ib"):
        raise UnreadableValue("This must be a size in b, k, m, g, t or p, such as 512m or 2gb.")
    return whole(float(number) * 1024.0 ** _POWERS[unit[0]])


def duration(text: str) -> int:
    """Nanoseconds, of a text such as `1h5m30s20ms`."""
    unsigned = text[1:] if text[:1] in ("-", "+") else text
    if unsigned == "0":
        return 0
    total, at = 0, 0
    while at < len(unsigned):
        step = _STEP.match(unsigned, at)
        if step is None or not (step[1] or step[2]) or len(step[0]) > _DIGITS or step[3] not in _NANOSECONDS:
            break
        unit = _NANOSECONDS[step[3]]
        fraction = step[2] or ""
        total += int(step[1] or "0") * unit + (int(fraction) * unit // 10 ** len(fraction) if fraction else 0)
        at = step.end()
    if not unsigned or at < len(unsigned) or total > _BIGGEST:
        raise UnreadableValue("This must be a duration, such as 1m30s.")
    return -total if text[0] == "-" else total
