"""Moving a field into another mapping of the document, with its lines and comments."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest.manifest import Manifest, ManifestError
from podbuilder.kube.yamltext.edits import EditRefused, normal
from podbuilder.kube.yamltext.relocation import relocated


def relocate(manifest: Manifest, source: FieldPath, target: FieldPath, value: Any) -> Manifest:
    """The manifest with the field at `source` moved to `target`, and `value` there (ManifestError).

    Both are paths of the document, and the pod stays where it is.
    """
    try:
        return manifest.edited(relocated(manifest.tree, manifest.document_number, source, target, normal(value)))
    except EditRefused as refusal:
        raise ManifestError(str(refusal)) from refusal
