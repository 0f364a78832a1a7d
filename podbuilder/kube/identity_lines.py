"""The two lines by which kubectl knows what an object is."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, set_
from podbuilder.kube.workloads.identity import API_VERSION, KIND, identify


def with_identity(manifest: Manifest) -> Manifest:
    """The manifest with its object's kind and apiVersion, where they are missing or misspelt.

    Objects of others' kinds are left alone, as are those that have both lines from their list.
    """
    at = manifest.object_path
    kind, errors = identify(manifest.object, manifest.pod_path.relative_to(at))
    wrong = {error.path for error in errors}
    if kind is None or not wrong:
        return manifest
    lines = {KIND: kind.name, API_VERSION: kind.api_version}
    return manifest.patch_document(
        set_(FieldPath((*at, *path)), value) for path, value in lines.items() if path in wrong
    )
