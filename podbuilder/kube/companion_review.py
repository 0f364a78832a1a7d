"""What there is to say about an object beside a pod: what the API server refuses, and what it warns of."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.companions.kinds import CompanionKind
from podbuilder.kube.core import placeholder_errors, versions
from podbuilder.kube.core.document_order import document_order
from podbuilder.kube.core.field import Document, FieldError, FieldWarning


@dataclass(frozen=True, slots=True)
class CompanionReview:
    """The verdict on an object beside a pod. All paths are its own."""

    version: str
    # The API server rejects these.
    errors: tuple[FieldError, ...]
    # It accepts these with a warning.
    warnings: tuple[FieldWarning, ...]
    # The object as the server would store it.
    stored: Document

    @property
    def accepted(self) -> bool:
        """Whether the API server takes the object."""
        return not self.errors


def review_companion(whole: Document, kind: CompanionKind, version: str = versions.DEFAULT) -> CompanionReview:
    """Judge an object beside a pod, which is meant to be of this kind."""
    from podbuilder.kube.companions.judgement import judge  # most files do without its modules

    verdict, order = judge(whole, kind, version), document_order(whole)
    errors = tuple(sorted(verdict.errors, key=lambda e: order(e.path)))
    warnings = tuple(sorted(verdict.warnings, key=lambda w: order(w.path)))
    return CompanionReview(version, placeholder_errors.named(errors, whole), warnings, verdict.stored)
