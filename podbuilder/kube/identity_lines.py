"""The two lines by which kubectl knows what an object is."""

from __future__ import annotations

from podbuilder.kube.core import companion_kinds
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, set_
from podbuilder.kube.workloads.identity import API_VERSION, KIND, identify


def with_identity(manifest: Manifest) -> Manifest:
    """The manifest with its object's kind and apiVersion, where they are missing or misspelt.

    Objects of others' kinds are left alone, as are those that have both lines from their list.
    """
    lines = _lines(manifest)
    return manifest.patch_document(set_(path, value) for path, value in lines.items()) if lines else manifest


def missing_line(manifest: Manifest, path: FieldPath) -> str:
    """What belongs at the place of a kind or an apiVersion that is missing or misspelt; "" anywhere else."""
    return _lines(manifest).get(path, "") if path[-1:] in (KIND, API_VERSION) else ""


def _lines(manifest: Manifest) -> dict[FieldPath, str]:
    """The lines that are missing or misspelt, as they should be."""
    at = manifest.object_path
    if beside := companion_kinds.KINDS.get(manifest.place.companion):
        is_there = bool(documents.get(manifest.object, API_VERSION))
        return {} if is_there else {FieldPath((*at, *API_VERSION)): beside.api_version}
    kind, errors = identify(manifest.object, manifest.pod_path.relative_to(at))
    if kind is None:
        return {}
    lines = {KIND: kind.name, API_VERSION: kind.api_version}
    wrong = {error.path for error in errors}
    return {FieldPath((*at, *path)): value for path, value in lines.items() if path in wrong}
