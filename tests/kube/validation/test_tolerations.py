"""Tolerations."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.options import options_for
from podbuilder.kube.validation.tolerations import validate_tolerations
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors

PATH = ROOT.child("spec", "tolerations")
COMPARING = options_for(versions.DEFAULT)._replace(allow_taint_toleration_comparison_operators=True)


@cases(__file__, "tolerations.yaml")
def test_tolerations(case: Case) -> None:
    assert_judged(case)


@pytest.mark.parametrize("value", ["0", "1", "-1", "42", "9223372036854775807", "-9223372036854775808"])
def test_comparisons_with_numbers_where_they_are_on(value: str) -> None:
    assert_errors(validate_tolerations([{"key": "score", "operator": "Lt", "value": value}], PATH, COMPARING))


@pytest.mark.parametrize(
    ("value", "detail"),
    [
        *((value, "not a whole number") for value in ("", "-0", "007", "+1", "1.0", "ten")),
        *((value, "too large") for value in ("9223372036854775808", "-9223372036854775809", "1" * 5000)),
    ],
)
def test_comparisons_with_something_else(value: str, detail: str) -> None:
    errors = validate_tolerations([{"key": "score", "operator": "Gt", "value": value}], PATH, COMPARING)
    expected = {"type": "FieldValueInvalid", "field": "spec.tolerations[0].value", "detail": detail}
    assert_errors(list(errors), [expected])
