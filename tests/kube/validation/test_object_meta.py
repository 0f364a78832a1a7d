"""Metadata."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod


@cases(__file__, "object_meta.yaml")
def test_object_meta(case: Case) -> None:
    assert_judged(case)


def test_annotations_are_limited_together() -> None:
    most = {"a": "x" * (128 * 1024 - 1), "b": "ü" * (64 * 1024 - 1), "c": ""}
    assert judge(make_pod(("metadata.annotations", most))) == []
    errors = [{"type": "FieldValueTooLong", "field": "metadata.annotations", "detail": "262145 bytes"}]
    assert_errors(judge(make_pod(("metadata.annotations", {**most, "c": "y"}))), errors)
