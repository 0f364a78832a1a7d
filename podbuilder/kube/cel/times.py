"""Durations and points in time, exact to the nanosecond, as in Kubernetes v1.36."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, NotJudged, no_overload

SECOND = 10**9
_UNITS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ms": 10**6,
    "s": SECOND,
    "m": 60 * SECOND,
    "h": 3600 * SECOND,
}
_PART = re.compile(r"([0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(ns|us|µs|μs|ms|s|m|h)")
_TIMESTAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*+)?+([Zz]|[+-]\d\d:\d\d)",
)
_LONGEST = 2**63
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The years 1 to 9999, but for what time zones could push over the end.
_FIRST, _LAST = -62_135_510_400 * SECOND, 253_402_214_400 * SECOND


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """How long something takes."""

    nanoseconds: int

    def plus(self, other: Duration | Timestamp) -> Duration | Timestamp:
        if isinstance(other, Timestamp):
            return other.plus(self)
        return _checked(self.nanoseconds + other.nanoseconds)

    def minus(self, other: Duration | Timestamp) -> Duration:
        if isinstance(other, Timestamp):
            raise no_overload()
        return _checked(self.nanoseconds - other.nanoseconds)

    def __str__(self) -> str:
        whole, rest = divmod(abs(self.nanoseconds), SECOND)
        fraction = f".{rest:09d}".rstrip("0") if rest else ""
        return f"{'-' if self.nanoseconds < 0 else ''}{whole}{fraction}s"


@dataclass(frozen=True, slots=True, order=True)
class Timestamp:
    """A point in time, in nanoseconds since 1970."""

    nanoseconds: int

    def plus(self, other: Duration | Timestamp) -> Timestamp:
        if isinstance(other, Timestamp):
            raise no_overload()
        return _point(self.nanoseconds + other.nanoseconds)

    def minus(self, other: Duration | Timestamp) -> Duration | Timestamp:
        if isinstance(other, Timestamp):
            return _checked(self.nanoseconds - other.nanoseconds)
        return _point(self.nanoseconds - other.nanoseconds)

    def at(self, zone: str = "UTC") -> datetime:
        """The day and the hour in a time zone: UTC or one like +01:00. Others need a table that nobody here has."""
        moment = _EPOCH + timedelta(microseconds=self.nanoseconds // 1000)
        if zone in ("UTC", "", "Z"):
            return moment
        found = re.fullmatch(r"([+-]?)(\d\d):(\d\d)", zone)
        if not found:
            raise NotJudged(f"The time zone {zone[:40]} is not known here.")
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return moment.astimezone(timezone(-offset if found[1] == "-" else offset))

    def __str__(self) -> str:
        text = self.at().strftime("%Y-%m-%dT%H:%M:%S")
        rest = self.nanoseconds % SECOND
        return text + (f".{rest:09d}".rstrip("0") if rest else "") + "Z"


def _checked(nanoseconds: int) -> Duration:
    if not -_LONGEST <= nanoseconds < _LONGEST:
        raise CelError("integer overflow")
    return Duration(nanoseconds)


def _point(nanoseconds: int) -> Timestamp:
    if not _FIRST <= nanoseconds < _LAST:
        raise CelError("timestamp overflow")
    return Timestamp(nanoseconds)


def duration(value: Any) -> Duration:
    """The duration that a text such as 1h30m is. Mirrors Go's ParseDuration."""
    if isinstance(value, Duration):
        return value
    if not isinstance(value, str):
        raise no_overload()
    text = value[1:] if value[:1] in ("-", "+") else value
    at, total = 0, 0
    while at < len(text) and (found := _PART.match(text, at)):
        whole, _, fraction = found[1].partition(".")
        unit = _UNITS[found[2]]
        total += int(whole or 0) * unit + (int(fraction) * unit // 10 ** len(fraction) if fraction else 0)
        at = found.end()
    if text != "0" and (not text or at < len(text)):
        raise CelError(f'time: invalid duration "{value}"')
    return _checked(-total if value[:1] == "-" else total)


def timestamp(value: Any) -> Timestamp:
    """The point in time that a text as in RFC 3339 is, or so many seconds since 1970."""
    if isinstance(value, Timestamp):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return _point(value * SECOND)
    found = _TIMESTAMP.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise no_overload() if not isinstance(value, str) else _not_a_time(value)
    zone = "+00:00" if found[4] in "Zz" else found[4]
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")
    except ValueError:
        raise _not_a_time(value) from None
    seconds = round((moment - _EPOCH).total_seconds())
    return _point(seconds * SECOND + int((found[3] or "").ljust(9, "0")))


def _not_a_time(value: str) -> CelError:
    return CelError(f'parsing time "{value}" as "2006-01-02T15:04:05Z07:00": cannot parse "{value}"')
