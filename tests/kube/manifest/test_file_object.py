"""Objects of a file that hold no pods: what they are called, and where they stand."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Position
from podbuilder.kube.manifest.file_object import FileObject
from podbuilder.kube.manifest.file_pods import file_pods

TEXT = """\
kind: Service
metadata: {name: web}
---
kind: List
items:
- kind: ConfigMap
  metadata: {name: 7}
"""


def objects() -> list[FileObject]:
    return [one for one in file_pods(TEXT) if isinstance(one, FileObject)]


def test_what_they_are_called() -> None:
    assert [one.label for one in objects()] == ["Service web", "ConfigMap"]


def test_where_they_stand() -> None:
    service, config = objects()
    assert service.where_in_document(FieldPath(("metadata", "name"))) == Position(2, 12)
    assert config.where_in_document(FieldPath((*config.path, "metadata", "labels"))) == Position(7, 3)
