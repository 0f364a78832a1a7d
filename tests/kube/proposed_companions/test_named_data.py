"""The keys that pods read, and files that were pasted."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.proposed_companions.named_data import from_files
from tests.support.cases import Case, cases
from tests.support.proposed_companions import assert_added, assert_offered


@cases(__file__, "named_data.yaml")
def test_what_is_offered(case: Case) -> None:
    assert_offered(case, "ConfigMap", "Secret")


@cases(__file__, "named_data.yaml")
def test_what_is_added(case: Case) -> None:
    assert_added(case)


FILES: dict[str, tuple[str, dict[str, str | bytes], dict[str, Any]]] = {
    "none": ("ConfigMap", {}, {"data": {}}),
    "texts": ("ConfigMap", {"a.conf": "x: 1\n", "b": b"y"}, {"data": {"a.conf": "x: 1\n", "b": "y"}}),
    "bytes": ("ConfigMap", {"a.png": b"\x89PNG"}, {"binaryData": {"a.png": "iVBORw=="}}),
    "a text with a zero": ("ConfigMap", {"a": "\0", "b": b"\0"}, {"binaryData": {"a": "AA==", "b": "AA=="}}),
    "a Secret": ("Secret", {"key": "s3cret"}, {"type": "Opaque", "stringData": {"key": "s3cret"}}),
    "a Secret of both": (
        "Secret",
        {"key": "x", "store": b"\xff"},
        {"type": "Opaque", "stringData": {"key": "x"}, "data": {"store": "/w=="}},
    ),
}


@pytest.mark.parametrize(("kind", "files", "expected"), FILES.values(), ids=FILES)
def test_files(kind: str, files: dict[str, str | bytes], expected: dict[str, Any]) -> None:
    head = {"apiVersion": "v1", "kind": kind, "metadata": {"name": "web"}}
    assert from_files(kind, "web", files) == {**head, **expected}
    assert from_files(kind, "web", files, "shop")["metadata"] == {"name": "web", "namespace": "shop"}
