"""Entries that mean the same: the later takes the place of the earlier."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.unique_entries import without_repeats

DEVICE = {"source": "/c", "target": "/a"}
SECRET = {"source": "b", "target": "/run/secrets/a"}
PORT = {"target": 80, "protocol": "tcp"}
LISTS: dict[str, tuple[str, list[Any], list[Any]]] = {
    "capabilities": ("cap_add", ["A", "B", "A"], ["A", "B"]),
    "devices by their targets": ("devices", ["/a", "/b:/a", DEVICE], [DEVICE]),
    "files of variables": ("env_file", ["a", {"path": "a"}], [{"path": "a"}]),
    "exposed ports": ("expose", [80, "80"], ["80"]),
    "ports as they are written": ("ports", [80, "80", "80:80"], ["80", "80:80"]),
    "long ports": ("ports", [{"target": 80}, PORT, {"target": 81}], [PORT, {"target": 81}]),
    "secrets": ("secrets", ["a", SECRET], [SECRET]),
    "configs": ("configs", [{"source": "a"}, "a"], ["a"]),
    "mounts by their targets": ("volumes", ["aa:/x", "bb:/y", "./c:/x"], ["./c:/x", "bb:/y"]),
    "others": ("security_opt", ["a", "a"], ["a", "a"]),
}


@pytest.mark.parametrize(("key", "items", "kept"), [pytest.param(*case, id=name) for name, case in LISTS.items()])
def test_lists_of_a_service(key: str, items: list[Any], kept: list[Any]) -> None:
    assert without_repeats(items, FieldPath(("services", "web", key))) == kept


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (("services", "web", "networks", "x", "aliases"), ["a"]),
        (("services", "web", "networks", "x", "other"), ["a", "a"]),
        (("services", "web", "deploy", "cap_add"), ["a", "a"]),
        (("networks", "x", "cap_add"), ["a", "a"]),
    ],
)
def test_other_lists(path: tuple[str, ...], kept: list[str]) -> None:
    assert without_repeats(["a", "a"], FieldPath(path)) == kept
