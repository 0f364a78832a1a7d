"""Versions such as 1.2.3-beta.1, and their order. Mirrors semver/v4 as Kubernetes v1.36 uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.strings import text
from podbuilder.kube.core.whole_number import whole_number

_NUMBER = r"(0|[1-9][0-9]{0,18})"
_SEMVER = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?")
_MOST = 2**64 - 1
_MARKS = re.compile(r"[-+].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Semver:
    """A version; what stands behind a plus sign plays no part in its order."""

    major: int
    minor: int
    patch: int
    before: tuple[str, ...] = ()


def _parsed(value: str) -> Semver | None:
    found = _SEMVER.fullmatch(value)
    if not found:
        return None
    before = tuple(found[4].split(".")) if found[4] else ()
    build = tuple(found[5].split(".")) if found[5] else ()
    if not all((*before, *build)) or any(_is_number(one) and one[0] == "0" and one != "0" for one in before):
        return None
    return Semver(int(found[1]), int(found[2]), int(found[3]), before)


def _is_number(part: str) -> bool:
    return whole_number(part, _MOST) is not None


def _normalized(value: str) -> str:
    """Without a v before it, without needless zeros, and with three numbers. Mirrors normalizeAndParse."""
    value = value.removeprefix("v")
    numbers = _MARKS.sub("", value)
    parts = [one.lstrip("0") or "0" if one else one for one in numbers.split(".")][:3]
    if len(numbers.split(".")) > 3:
        return value
    marks = value[len(numbers) :]
    if len(parts) < 3 and marks:
        return value
    return ".".join([*parts, *["0"] * (3 - len(parts))]) + marks


def is_semver(value: Any, normalize: Any = False) -> bool:
    return _parsed(_normalized(text(value)) if normalize else text(value)) is not None


def semver(value: Any, normalize: Any = False) -> Semver:
    found = _parsed(_normalized(text(value)) if normalize else text(value))
    if found is None:
        raise CelError("No Major.Minor.Patch elements found")
    return found


def compare(one: Semver, other: Semver) -> int:
    """-1, 0 or 1: a version that is still to come is before the version itself."""
    if not isinstance(other, Semver):
        raise no_overload()
    mine, theirs = (one.major, one.minor, one.patch), (other.major, other.minor, other.patch)
    if mine != theirs:
        return 1 if mine > theirs else -1
    if not one.before or not other.before:
        return bool(other.before) - bool(one.before) if one.before != other.before else 0
    for first, second in zip(one.before, other.before, strict=False):
        if first != second:
            return _compare_parts(first, second)
    return (len(one.before) > len(other.before)) - (len(one.before) < len(other.before))


def _compare_parts(one: str, other: str) -> int:
    """Numbers come before words."""
    if _is_number(one) and _is_number(other):
        return 1 if int(one) > int(other) else -1
    if _is_number(one) or _is_number(other):
        return -1 if _is_number(one) else 1
    return 1 if one > other else -1
