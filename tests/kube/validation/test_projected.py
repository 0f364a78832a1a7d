"""Several sources in one volume."""

from __future__ import annotations

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.projected import validate_user_annotations
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "projected.yaml")
def test_projected(case: Case) -> None:
    assert_judged(case)


def test_user_annotations_of_256_kib_at_most() -> None:
    key = "example.com/role"
    most = 256 * 1024 - len(key)
    assert_errors(validate_user_annotations({key: "a" * most}, ROOT.child("userAnnotations")))
    found = list(validate_user_annotations({key: "ä" * (most // 2) + "a"}, ROOT.child("userAnnotations")))
    assert_errors(found, [{"type": "FieldValueTooLong", "field": "userAnnotations", "detail": "262145 bytes"}])
