"""Strategic merge patches."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.object_patch.patch_error import PatchError
from podbuilder.kube.object_patch.strategic_patch import strategically_merged

WEB, SIDE, LOG = {"name": "web", "image": "nginx"}, {"name": "side", "image": "b"}, {"name": "log", "image": "c"}
CASES: dict[str, tuple[Any, Any, Any]] = {
    "nothing": ({"a": 1}, {}, {"a": 1}),
    "an object inside": ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
    "null takes away": ({"a": 1, "b": 2}, {"a": None}, {"b": 2}),
    "an item by its key": (
        {"containers": [WEB]},
        {"containers": [{"name": "web", "tty": True}]},
        {"containers": [{**WEB, "tty": True}]},
    ),
    "new items come first": ({"containers": [WEB]}, {"containers": [SIDE]}, {"containers": [SIDE, WEB]}),
    "items keep their places": (
        {"containers": [WEB, SIDE, LOG]},
        {"containers": [{"name": "side", "tty": True}]},
        {"containers": [WEB, {**SIDE, "tty": True}, LOG]},
    ),
    "items in another order": (
        {"containers": [WEB, SIDE]},
        {"containers": [{"name": "side"}], "$setElementOrder/containers": [{"name": "side"}, {"name": "web"}]},
        {"containers": [SIDE, WEB]},
    ),
    "an item is deleted": (
        {"containers": [WEB, SIDE]},
        {"containers": [{"name": "side", "$patch": "delete"}]},
        {"containers": [WEB]},
    ),
    "a list is replaced": (
        {"containers": [WEB, SIDE]},
        {"containers": [{"$patch": "replace"}, LOG]},
        {"containers": [LOG]},
    ),
    "an item is replaced": (
        {"containers": [WEB]},
        {"containers": [{"name": "web", "tty": True, "$patch": "replace"}]},
        {"containers": [{"name": "web", "tty": True}]},
    ),
    "an object is replaced": ({"a": {"b": 1}}, {"a": {"$patch": "replace", "c": 2}}, {"a": {"c": 2}}),
    "an object is emptied": ({"a": {"b": 1}}, {"a": {"$patch": "delete"}}, {"a": {}}),
    "a list without a key is replaced": ({"args": ["a"]}, {"args": ["b"]}, {"args": ["b"]}),
    "a list where there was none": ({}, {"containers": [{**WEB, "tty": None}]}, {"containers": [WEB]}),
    "a directive where there was no list": ({}, {"containers": [{"$patch": "replace"}, WEB]}, {"containers": [WEB]}),
    "an object where there was none": ({}, {"a": {"b": 1, "c": None}}, {"a": {"b": 1}}),
    "values are added to a set": ({"finalizers": ["a"]}, {"finalizers": ["b", "a"]}, {"finalizers": ["a", "b"]}),
    "values are taken from a set": (
        {"finalizers": ["a", "b"]},
        {"$deleteFromPrimitiveList/finalizers": ["a"]},
        {"finalizers": ["b"]},
    ),
    "only what is retained stays": (
        {"emptyDir": {}, "name": "a"},
        {"$retainKeys": ["name", "hostPath"], "hostPath": {"path": "/x"}},
        {"name": "a", "hostPath": {"path": "/x"}},
    ),
    "a retaining that retains nothing": ({"a": 1}, {"$retainKeys": "x"}, {}),
    "a value for all": ({"a": 1}, 5, 5),
    "an object for a value": (1, {"a": 1}, {"a": 1}),
    "a list for an object": ({"a": {"b": 1}}, {"a": [1]}, {"a": [1]}),
}


@pytest.mark.parametrize(("target", "patch", "expected"), CASES.values(), ids=CASES)
def test_what_a_strategic_patch_makes(target: Any, patch: Any, expected: Any) -> None:
    assert strategically_merged(target, patch) == expected


REFUSED: dict[str, tuple[Any, Any, str]] = {
    "an item without its key": ({"containers": [WEB]}, {"containers": [{"tty": True}]}, "needs name"),
    "an item that is no object": ({"containers": [WEB]}, {"containers": ["web"]}, "needs name"),
    "an unknown directive": ({}, {"$patch": "drop"}, "replace, delete or merge"),
}


@pytest.mark.parametrize(("target", "patch", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_merged_says_why(target: Any, patch: Any, says: str) -> None:
    with pytest.raises(PatchError, match=says):
        strategically_merged(target, patch)
