"""What the rest of a document says against an error, and that it mends it."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden
from podbuilder.kube.corrections.corrections import Correction, Corrections
from podbuilder.kube.corrections.cures import cures
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.support.cases import Case, cases

VERSION = "1.36"


def errors_in(manifest: Manifest) -> list[tuple[FieldError, FieldPath]]:
    """The errors, also those of a workload's pods alone, with their places in the document."""
    review = review_manifest(manifest, VERSION)
    own = [(error, FieldPath((*manifest.pod_path, *error.place))) for error in review.errors]
    return [*((error, error.place) for error in (*review.wrapper_errors, *review.pod_errors)), *own]


def offered_in(manifest: Manifest) -> list[tuple[FieldPath, list[Correction]]]:
    corrections = Corrections(manifest, VERSION)
    return [(path, found) for error, path in errors_in(manifest) if (found := corrections.of(error, path))]


@cases(__file__, "cures.yaml")
def test_what_is_offered_and_what_it_makes(case: Case) -> None:
    manifest = Manifest.read(case["text"])
    before = errors_in(manifest)
    offered = offered_in(manifest)
    titles = {str(path): [one.title for one in found] for path, found in offered}
    assert titles == case.get("offered", {}), before
    for one in (one for _, found in offered for one in found):
        after = errors_in(one.applied(manifest))
        assert len(after) < len(before), (one.title, after)
    if "fixed" in case:
        assert offered[0][1][0].applied(manifest).text == case["fixed"]


def test_an_error_of_the_whole_offers_nothing() -> None:
    root = FieldPath()
    assert cures(forbidden(root, ""), root, {}) == []
