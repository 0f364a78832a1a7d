"""Paths as somebody types them."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_DEPTH
from podbuilder.kube.kustomization.overlays.typed_path import LONGEST, read_path, spelled

OBJECT: dict[str, Any] = {
    "metadata": {"annotations": {"example.com/x": "y"}},
    "spec": {"containers": [{"name": "app", "args": ["a"]}, {"name": "7"}]},
}
READ: dict[str, tuple[str | int, ...]] = {
    "spec.replicas": ("spec", "replicas"),
    " spec.containers[0].image ": ("spec", "containers", 0, "image"),
    "spec.containers[app].image": ("spec", "containers", 0, "image"),
    "spec.containers[7].image": ("spec", "containers", 1, "image"),
    "spec.containers[0].args[1]": ("spec", "containers", 0, "args", 1),
    "metadata.annotations[example.com/x]": ("metadata", "annotations", "example.com/x"),
    "data[a.b]": ("data", "a.b"),
    "metadata.labels.app": ("metadata", "labels", "app"),
}


@pytest.mark.parametrize(("text", "path"), READ.items())
def test_what_is_typed_is_read(text: str, path: tuple[str | int, ...]) -> None:
    assert read_path(text, OBJECT) == path
    assert read_path(str(spelled(path)), OBJECT) == path


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "a..b", "a.", "[", "a[", "a[]", "a]b", "spec.containers.app", "spec.containers[other]"),
        *("a" * (LONGEST + 1), ".".join("a" * (MAX_DEPTH + 1))),
    ],
)
def test_what_means_no_field(text: str) -> None:
    assert read_path(text, OBJECT) is None


def test_odd_names_stand_in_brackets() -> None:
    assert str(spelled(("data", "a.b", 1, "c"))) == "data[a.b][1].c"
    assert isinstance(spelled(("a",)), FieldPath)
