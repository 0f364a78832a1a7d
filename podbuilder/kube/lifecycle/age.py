"""Durations as kubectl prints them: 45s, 2m30s, 12m, 3h5m, 2d4h.

Mirrors HumanDuration, Kubernetes v1.36, apimachinery's pkg/util/duration, up to a year, which no pod here reaches.
"""

from __future__ import annotations

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def age(seconds: int) -> str:
    """A number of seconds in the fewest words that tell enough."""
    if seconds < -1:
        return "<invalid>"
    if seconds < 2 * _MINUTE:
        return f"{max(seconds, 0)}s"
    if seconds < 10 * _MINUTE:
        return _two(seconds, _MINUTE, "m", 1, "s")
    if seconds < 3 * _HOUR:
        return f"{seconds // _MINUTE}m"
    if seconds < 8 * _HOUR:
        return _two(seconds, _HOUR, "h", _MINUTE, "m")
    if seconds < 2 * _DAY:
        return f"{seconds // _HOUR}h"
    return _two(seconds, _DAY, "d", _HOUR, "h") if seconds < 8 * _DAY else f"{seconds // _DAY}d"


def _two(seconds: int, large: int, sign: str, small: int, small_sign: str) -> str:
    whole, rest = divmod(seconds, large)
    return f"{whole}{sign}{rest // small}{small_sign}" if rest // small else f"{whole}{sign}"
