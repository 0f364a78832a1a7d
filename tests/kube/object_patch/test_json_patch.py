"""JSON patches."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.limits import MAX_PATCH_OPERATIONS
from podbuilder.kube.object_patch.json_patch import applied
from podbuilder.kube.object_patch.patch_error import PatchError

TARGET = {"a": {"b": 1}, "list": [1, 2], "x/y": 1, "m~n": 2}
CASES: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "add a field": ([{"op": "add", "path": "/a/c", "value": 2}], {"a": {"b": 1, "c": 2}}),
    "add over a field": ([{"op": "add", "path": "/a/b", "value": 2}], {"a": {"b": 2}}),
    "add to a list": ([{"op": "add", "path": "/list/1", "value": 9}], {"list": [1, 9, 2]}),
    "add to a list's end": ([{"op": "add", "path": "/list/-", "value": 9}], {"list": [1, 2, 9]}),
    "add behind the last": ([{"op": "add", "path": "/list/2", "value": 9}], {"list": [1, 2, 9]}),
    "remove": ([{"op": "remove", "path": "/list/0"}], {"list": [2]}),
    "replace": ([{"op": "replace", "path": "/a/b", "value": None}], {"a": {"b": None}}),
    "an escaped slash": ([{"op": "replace", "path": "/x~1y", "value": 3}], {"x/y": 3}),
    "an escaped tilde": ([{"op": "replace", "path": "/m~0n", "value": 3}], {"m~n": 3}),
    "move": ([{"op": "move", "from": "/a/b", "path": "/list/-"}], {"a": {}, "list": [1, 2, 1]}),
    "copy": ([{"op": "copy", "from": "/a", "path": "/c"}], {"c": {"b": 1}}),
    "a test that holds": ([{"op": "test", "path": "/a/b", "value": 1}], {}),
    "several": ([{"op": "add", "path": "/c", "value": {}}, {"op": "add", "path": "/c/d", "value": 1}], {"c": {"d": 1}}),
}


@pytest.mark.parametrize(("patch", "changed"), CASES.values(), ids=CASES)
def test_what_a_json_patch_makes(patch: Any, changed: dict[str, Any]) -> None:
    assert applied(TARGET, patch) == {**TARGET, **changed}


def test_the_whole_object_is_replaced() -> None:
    assert applied(TARGET, [{"op": "replace", "path": "", "value": {"z": 1}}]) == {"z": 1}


REFUSED: dict[str, tuple[Any, str]] = {
    "no list": ({"op": "add"}, "a list of operations"),
    "no operations": ([1], "a list of operations"),
    "too many": ([{"op": "test", "path": "", "value": 1}] * (MAX_PATCH_OPERATIONS + 1), "at most 1,000"),
    "no such operation": ([{"op": "put", "path": "/a"}], "add, remove, replace"),
    "no path": ([{"op": "remove"}], "begins with a slash"),
    "no slash": ([{"op": "remove", "path": "a"}], "begins with a slash"),
    "no value": ([{"op": "add", "path": "/a"}], "add needs a value"),
    "no source": ([{"op": "move", "path": "/a"}], "begins with a slash"),
    "nothing there": ([{"op": "remove", "path": "/z"}], "nothing at /z"),
    "nothing around": ([{"op": "add", "path": "/z/y", "value": 1}], "nothing that could have y"),
    "no such item": ([{"op": "remove", "path": "/list/7"}], "no item 7"),
    "no item": ([{"op": "add", "path": "/list/x", "value": 1}], "no item x"),
    "a test that fails": ([{"op": "test", "path": "/a/b", "value": 2}], "The test at /a/b fails"),
}


@pytest.mark.parametrize(("patch", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_applied_says_why(patch: Any, says: str) -> None:
    with pytest.raises(PatchError, match=says):
        applied(TARGET, patch)
