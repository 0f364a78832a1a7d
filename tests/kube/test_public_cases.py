"""What people pasted in public threads: what is said of each, at which line, and whether the offered fixes mend it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from podbuilder.kube.core.field import FieldError, FieldPath
from podbuilder.kube.corrections.corrections import Corrections
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.review import Review, review_manifest
from tests.support.cases import Case, cases

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("public_cases.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]
TEXTS: dict[str, tuple[str, str]] = {row["id"]: (row["input"], row["version"]) for row in ROWS}
# No text here needs more fixes.
MOST_FIXES = 20


def errors_of(manifest: Manifest, review: Review) -> Iterator[tuple[FieldError, FieldPath]]:
    """The errors of a review, each with its place in the document."""
    yield from ((error, error.place) for error in review.wrapper_errors)
    yield from ((error, FieldPath((*manifest.pod_path, *error.place))) for error in review.errors)


def mended(manifest: Manifest, version: str) -> Review:
    """The verdict once the first fix of every error is taken that has one."""
    review = review_manifest(manifest, version)
    for _ in range(MOST_FIXES):
        corrections = Corrections(manifest, version)
        offered = (corrections.of(error, place) for error, place in errors_of(manifest, review))
        first = next((found[0] for found in offered if found), None)
        if first is None:
            break
        manifest = first.applied(manifest)
        review = review_manifest(manifest, version)
    return review


@cases(__file__, "public_cases.yaml")
def test_what_is_said(case: Case) -> None:
    text, version = TEXTS[case.name]
    if "unreadable" in case:
        line, reason = case["unreadable"]
        with pytest.raises(ManifestError) as refused:
            Manifest.read(text)
        assert (refused.value.line, reason in refused.value.message) == (line, True), refused.value.message
        return
    manifest = Manifest.read(text)
    review = review_manifest(manifest, version)
    found = [[manifest.where_in_document(place).line, error.detail] for error, place in errors_of(manifest, review)]
    expected = case.get("errors", [])
    assert [line for line, _ in found] == [line for line, _ in expected], found
    assert all(detail.endswith(end) for (_, detail), (_, end) in zip(found, expected, strict=True)), found
    warned = [[manifest.where(w.path).line, w.message] for w in review.warnings]
    assert all(
        [line, end] in [[at, said[-len(end) :]] for at, said in warned] for line, end in case.get("warnings", [])
    )
    assert review.accepted == (not expected)
    if expected:
        left = mended(manifest, version)
        assert [error.detail for error in (*left.wrapper_errors, *left.errors)] == case.get("left", [])
        assert left.accepted == case.get("fixed", False)
