"""What would mend the API server's complaints about a draft: as buttons, and as the change that a button makes."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.advice.advice import review_of
from podbuilder.builder.models import Draft
from podbuilder.kube.complaints import complaints
from podbuilder.kube.core.field import FieldError, FieldPath, FieldWarning
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.corrections.corrections import Correction, Corrections
from podbuilder.kube.manifest import Manifest

CORRECT = "correct"


@dataclass(frozen=True)
class CorrectionButton:
    """A correction that one click makes. Of two for one complaint, each says where it leads."""

    title: str
    # The value of the button: the verb, which of the corrections it is, and the place of the complaint.
    op: str


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
    for one in complaints(review_of(manifest, draft), manifest.pod_path, manifest.in_document):
        if str(one.place) == place:
            found: list[Correction] = corrections.of(one.said, one.place)
            if number is not None and number < len(found):
                return found[number].applied(manifest)
    return manifest
