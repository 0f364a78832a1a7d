"""What a change adds to the errors of an object that an overlay builds."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.proposals.built_errors import built_errors
from podbuilder.kube.core import document

POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "web"},
    "spec": {"containers": [{"name": "web", "image": "nginx"}], "hostname": "a b"},
}
SERVICE: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "web"},
    "spec": {"ports": [{"port": 0}]},
}
OTHER: dict[str, Any] = {"apiVersion": "example.com/v1", "kind": "Shop", "metadata": {"name": "web"}}


@pytest.mark.parametrize(
    ("before", "path", "value", "begins"),
    [
        (POD, ("spec", "priority"), None, []),
        (POD, ("spec", "containers", 0, "image"), "box", []),
        (POD, ("spec", "containers", 0, "name"), "A", ["spec.containers[0].name: "]),
        (SERVICE, ("metadata", "labels"), {"a": "b"}, []),
        (SERVICE, ("metadata", "name"), "A", ["metadata.name: "]),
        (OTHER, ("metadata", "name"), "A", []),
    ],
)
def test_only_what_is_new_is_said(before: Any, path: tuple[str | int, ...], value: Any, begins: list[str]) -> None:
    found = built_errors(before, document.assign(before, path, value), "1.36")
    assert [one[: len(start)] for one, start in zip(found, begins, strict=True)] == begins
