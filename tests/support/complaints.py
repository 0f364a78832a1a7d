"""Comparing complaints with what a test expects of them: nothing missing, nothing left over, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldWarning


def assert_errors(found: Iterable[FieldError], expected: Iterable[Mapping[str, Any]] = ()) -> None:
    """Each error is expected once: by `type`, `field` and, where given, a fragment of its `detail`."""
    _compare([_error(e) for e in found], expected)


def assert_warnings(found: Iterable[FieldWarning], expected: Iterable[Mapping[str, Any]] = ()) -> None:
    """Each warning is expected once: by `field` and a fragment of its `message`."""
    _compare([{"field": str(w.path), "message": w.message} for w in found], expected)


def _error(error: FieldError) -> dict[str, str]:
    told = error.path if error.told_at is None else error.told_at
    return {"type": str(error.type), "field": str(error.path), "detail": error.detail, "told": str(told)}


def _compare(found: list[dict[str, str]], expected: Iterable[Mapping[str, Any]]) -> None:
    twice = [one for i, one in enumerate(found) if one in found[:i]]
    left = list(found)
    missing = []
    # Those that say most choose first: one that names no detail would take what another needs.
    for wanted in sorted(expected, key=lambda one: -sum(len(str(value)) for value in one.values())):
        if found and not set(wanted) <= set(found[0]):
            raise ValueError(f"{dict(wanted)} asks for what a complaint has not; it has {sorted(found[0])}")
        match = next((one for one in left if _fits(one, wanted)), None)
        if match is None:
            missing.append(dict(wanted))
        else:
            left.remove(match)
    problems = [("not found", missing), ("not expected", left), ("found twice", twice)]
    text = "\n".join(f"{title}: {one}" for title, ones in problems for one in ones)
    assert not text, f"\n{text}"


def _fits(one: Mapping[str, str], wanted: Mapping[str, Any]) -> bool:
    """Prose by a fragment of it, all else exactly."""
    return all(str(v) in one[k] if k in {"detail", "message"} else str(v) == one[k] for k, v in wanted.items())
