"""A field that moves within a manifest."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.relocation import relocate

TEXT = """\
# A file of two.
kind: ConfigMap
---
apiVersion: v1
kind: Pod
metadata: {name: web}
labels:
  app: web  # selected
spec:
  containers: [{name: app, image: nginx}]
"""
LABELS, HOME = FieldPath(("labels",)), FieldPath(("metadata", "labels"))


def test_the_manifest_stays_the_same_pod() -> None:
    manifest = Manifest.read(TEXT.replace("{name: web}", "\n  name: web"))
    moved = relocate(manifest, LABELS, HOME, {"app": "web"})
    assert moved.text == TEXT.replace("{name: web}\nlabels:\n  app", "\n  name: web\n  labels:\n    app")
    assert (moved.number, moved.pod_path, moved.document_number) == (manifest.number, manifest.pod_path, 1)


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(ManifestError, match="not a mapping"):
        relocate(Manifest.read(TEXT), LABELS, FieldPath(("kind", "labels")), {})


def test_what_would_be_too_long_is_refused() -> None:
    with pytest.raises(ManifestError):
        relocate(Manifest.read(TEXT), LABELS, HOME, {"app": "a" * MAX_CHARACTERS})
