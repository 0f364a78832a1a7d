"""Places of a whole file."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.file_places import neighbours, write

TEXT = """\
kind: ConfigMap
metadata: {name: a}
---
# only this
---
kind: [
---
kind: Pod
metadata: {name: a}
spec: {containers: [{name: a}]}
---
kind: List
items:
- kind: Secret
  metadata: {name: a, namespace: b}
- no object
"""
NAME = FieldPath(("metadata", "name"))


def test_the_objects_of_a_file() -> None:
    found = [(number, str(at), one["kind"]) for number, at, one in neighbours(Manifest.read(TEXT))]
    assert found == [(0, "", "ConfigMap"), (2, "", "Pod"), (3, "items[0]", "Secret")]


def test_those_of_other_namespaces_are_left_out() -> None:
    manifest = Manifest.read(TEXT.replace("kind: Pod\nmetadata: {", "kind: Pod\nmetadata: {namespace: c, "))
    assert [one["kind"] for _, _, one in neighbours(manifest)] == ["ConfigMap", "Pod"]


def test_a_pod_by_itself_has_no_neighbours() -> None:
    assert list(neighbours(Manifest.read("kind: Pod\nspec: {containers: []}\n"))) == []


def test_one_text_in_several_documents() -> None:
    manifest = Manifest.read(TEXT)
    after = write(manifest, {0: [NAME], 2: [NAME], 3: [FieldPath(("items", 0, *NAME))]}, "new")
    assert after.text == TEXT.replace("metadata: {name: a", "metadata: {name: new")
    assert after.pod["metadata"] == {"name": "new"}


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(ManifestError):
        write(Manifest.read(TEXT), {0: [NAME]}, "x" * 2**20)
