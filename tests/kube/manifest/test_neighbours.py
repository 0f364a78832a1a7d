"""The objects of a text beside its pods."""

from __future__ import annotations

import re

import pytest

from podbuilder.kube.manifest.neighbours import agree, namespace_of, objects_of
from podbuilder.kube.yamltext.source import Source

TEXT = """\
kind: Pod
---
- a list
---
kind: [
---
# nothing
---
kind: List
items:
- kind: Service
- no object
- kind: List
  items:
  - kind: ConfigMap
---
kind: List
items: none
"""


@pytest.mark.parametrize(
    ("words", "kinds"),
    {
        "all": (None, ["Pod", "Service", "ConfigMap"]),
        "only documents with a word": ("Service", ["Service", "ConfigMap"]),
        "a word that no document has": ("Ingress", []),
    }.values(),
)
def test_objects(words: str | None, kinds: list[str]) -> None:
    found = objects_of(Source(TEXT), words and re.compile(words))
    assert [one["kind"] for one in found] == kinds


@pytest.mark.parametrize(
    ("one", "other", "may"), [("", "", True), ("a", "", True), ("", "a", True), ("a", "a", True), ("a", "b", False)]
)
def test_namespaces_agree_unless_both_are_named_and_differ(one: str, other: str, may: bool) -> None:
    assert agree(one, other) is may


@pytest.mark.parametrize("metadata", [{}, {"metadata": None}, {"metadata": {"namespace": 1}}])
def test_no_namespace(metadata: dict[str, object]) -> None:
    assert namespace_of(metadata) == ""
