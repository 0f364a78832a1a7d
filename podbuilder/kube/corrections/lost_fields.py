"""Errors that are there only because a version drops a field whose feature gate is off: a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from podbuilder.kube import defaulting
from podbuilder.kube.core import document as documents
from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldPath
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.defaulting.feature_gates import gate_of


def with_gates(
    errors: Iterable[FieldError], document: Document, defaulted: Document, version: str
) -> Iterator[FieldError]:
    """The errors of a pod as read and as defaulted; those at what has lost a field say why, and what to do."""
    for error in errors:
        lost = _lost(error.path, document, defaulted) if error.type is ErrorType.REQUIRED else None
        said = _sentence(lost, document, version) if lost is not None else ""
        yield replace(error, detail=f"{error.detail} {said}") if said else error


def _lost(path: FieldPath, document: Document, defaulted: Document) -> FieldPath | None:
    """The field of the mapping at a path that the server has dropped."""
    before, after = documents.get(document, path), documents.get(defaulted, path)
    if path[:1] != ("spec",) or not isinstance(before, dict) or not isinstance(after, dict):
        return None
    return next((path.child(name) for name in before if name not in after), None)


def _sentence(path: FieldPath, document: Document, version: str) -> str:
    newest = defaulting.set_defaults(document, versions.NEWEST_RECORDED)
    gate = gate_of(newest.get("spec", {}), path[1:], version)
    if not gate:
        return ""
    # It is on in the newest version, where the field is kept.
    since = min(flip for flip in feature_gates.FLIPS[gate] if flip > versions.minor(version))
    return (
        f"Kubernetes {version} drops {quote(str(path[-1]))}, because the feature gate {gate} is off by default; "
        f"it is on since 1.{since}. Do it in another way, or turn the gate on."
    )
