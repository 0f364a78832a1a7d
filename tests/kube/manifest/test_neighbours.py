"""The objects of a text beside its pods."""

from __future__ import annotations

import re

import pytest

from podbuilder.kube.manifest.neighbours import objects_of
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
