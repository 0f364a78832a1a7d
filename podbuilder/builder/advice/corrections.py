"""What would mend the API server's complaints about a draft: as buttons, and as the change that a button makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.builder.advice.advice import review_of
from podbuilder.builder.models import Draft
from podbuilder.kube.core.field import FieldError, FieldPath, FieldWarning
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.corrections.corrections import Correction, Corrections
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review

CORRECT = "correct"


@dataclass(frozen=True)
class CorrectionButton:
    """A correction that one click makes. Of two for one complaint, each says where it leads."""

    title: str
    # The value of the button: the verb, which of the corrections it is, and the place of the complaint.
    op: str


class Complaint(NamedTuple):
    """An error or a warning of the API server, and where it stands."""

    said: FieldError | FieldWarning
    # The place in the document, and the field of the pod; None for what is around the pod.
    path: FieldPath
    field: FieldPath | None = None


def complaints(review: Review, manifest: Manifest) -> Iterator[Complaint]:
    """Every complaint of a review: errors, those of pods alone, then warnings."""
    yield from (Complaint(error, error.place) for error in review.wrapper_errors)
    yield from (Complaint(error, manifest.in_document(error.place), error.place) for error in review.errors)
    for error in review.pod_errors:
        is_within = error.place.is_under(manifest.pod_path)
        yield Complaint(error, error.place, error.place.relative_to(manifest.pod_path) if is_within else None)
    yield from (Complaint(warning, warning.path) for warning in review.wrapper_warnings)
    yield from (Complaint(warning, manifest.in_document(warning.path), warning.path) for warning in review.warnings)


def buttons(corrections: Corrections, said: FieldError | FieldWarning, path: FieldPath) -> list[CorrectionButton]:
    """What would mend a complaint about the field at `path` of the document."""
    return [
        CorrectionButton(one.title, f"{CORRECT}:{number}:{path}")
        for number, one in enumerate(corrections.of(said, path))
    ]


def correct(manifest: Manifest, draft: Draft, target: str) -> Manifest:
    """The manifest with one correction made, named `NUMBER:PATH`; the same if it is not offered, or no longer."""
    asked, _, place = target.partition(":")
    number = whole_number(asked)
    corrections = Corrections(manifest, draft.kubernetes)
    for said, path, _ in complaints(review_of(manifest, draft), manifest):
        if str(path) == place:
            found: list[Correction] = corrections.of(said, path)
            if number is not None and number < len(found):
                return found[number].applied(manifest)
    return manifest
