"""JSON merge patches."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.object_patch.merge_patch import merged

CASES: dict[str, tuple[Any, Any, Any]] = {
    "nothing": ({"a": 1}, {}, {"a": 1}),
    "another value": ({"a": 1, "b": 2}, {"a": 3}, {"a": 3, "b": 2}),
    "a value inside": ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3, "c": 2}}),
    "null takes away": ({"a": 1, "b": 2}, {"a": None, "x": None}, {"b": 2}),
    "a list is replaced": ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    "an object for a value": ({"a": 1}, {"a": {"b": None, "c": 1}}, {"a": {"c": 1}}),
    "a value for all": ({"a": 1}, 5, 5),
}


@pytest.mark.parametrize(("target", "patch", "expected"), CASES.values(), ids=CASES)
def test_what_a_merge_patch_makes(target: Any, patch: Any, expected: Any) -> None:
    assert merged(target, patch) == expected


def test_nothing_is_changed_in_place() -> None:
    target = {"a": {"b": 1}}
    merged(target, {"a": {"b": 2}})
    assert target == {"a": {"b": 1}}
