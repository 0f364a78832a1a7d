"""The customary order of keys."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext.key_order import key_order, ordered, predecessor

CONTAINER = ("spec", "containers", 0)


def test_where_there_is_no_custom() -> None:
    for path in (("metadata", "labels"), ("spec", "nodeSelector"), ("spec", "unheard"), (*CONTAINER, "args", 0)):
        assert key_order(path) == ()


STARTS: dict[str, tuple[tuple[str | int, ...], str]] = {
    "the document": ((), "apiVersion kind metadata"),
    "an object in a List": (("items", 3), "apiVersion kind metadata"),
    "items of a volume": (("spec", "volumes", 0, "configMap", "items", 0), "key fieldRef"),
    "metadata": (("metadata",), "name generateName namespace"),
    "a spec": (("spec",), "schedule timeZone"),
    "a pod's spec in a template": (("spec", "template", "spec"), "schedule timeZone"),
    "a container": (CONTAINER, "name image imagePullPolicy"),
    "a probe": ((*CONTAINER, "livenessProbe"), "httpGet tcpSocket"),
}


@pytest.mark.parametrize(("path", "start"), STARTS.values(), ids=STARTS)
def test_key_order(path: tuple[str | int, ...], start: str) -> None:
    assert " ".join(key_order(path)).startswith(start)


def test_the_spec_has_each_key_once() -> None:
    keys = key_order(("spec",))
    assert len(keys) == len(set(keys))
    assert {"replicas", "template", "containers", "volumes"} <= set(keys)


ORDERED: dict[str, tuple[dict[str, Any], tuple[str | int, ...], str]] = {
    "no custom": ({"b": 1, "a": 2}, ("metadata", "labels"), "b a"),
    "known keys": ({"image": 1, "name": 2}, CONTAINER, "name image"),
    "unknown keys come last, in the order given": ({"y": 1, "image": 2, "x": 3}, CONTAINER, "image y x"),
}


@pytest.mark.parametrize(("mapping", "path", "keys"), ORDERED.values(), ids=ORDERED)
def test_ordered(mapping: dict[str, Any], path: tuple[str | int, ...], keys: str) -> None:
    found = ordered(mapping, path)
    assert [key for key, _ in found] == keys.split()
    assert dict(found) == mapping


# The keys that are there, the new one, and the index of the one before it.
PREDECESSORS = {
    "the first key": ("", "name", -1),
    "an unknown key goes last": ("name image", "x", 1),
    "the nearest before it": ("name image ports", "env", 2),
    "the nearest in custom, not in the text": ("image name ports env", "imagePullPolicy", 0),
    "before all that come later": ("x image env", "name", 0),
    "before the first": ("image env", "name", -1),
    "after unknown keys alone": ("x y", "name", 1),
}


@pytest.mark.parametrize(("keys", "key", "index"), PREDECESSORS.values(), ids=PREDECESSORS)
def test_predecessor(keys: str, key: str, index: int) -> None:
    assert predecessor(keys.split(), key, CONTAINER) == index
