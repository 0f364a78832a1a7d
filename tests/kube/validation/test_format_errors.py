"""Formats as errors at a path."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation import format_errors
from tests.support.complaints import assert_errors

AT = ROOT.child("spec", "x")


@pytest.mark.parametrize(
    ("function", "good", "bad"),
    [
        (format_errors.validate_dns1123_label, "web-1", "web.1"),
        (format_errors.validate_dns1123_subdomain, "web.1", "web_1"),
        (format_errors.validate_dns1123_subdomain_with_underscore, "_web.1", "-web"),
        (format_errors.validate_qualified_name, "example.com/Web", "a/b/c"),
        (format_errors.validate_nonnegative_field, 0, -1),
    ],
)
def test_each_format_is_invalid_at_the_path(function: object, good: object, bad: object) -> None:
    assert callable(function)
    assert_errors(function(good, AT))
    assert_errors(function(bad, AT), [{"type": "FieldValueInvalid", "field": "spec.x"}])


def test_a_choice_is_missing_or_unknown() -> None:
    choices = ("Always", "Never")
    assert_errors(format_errors.validate_choice("Never", choices, AT))
    assert_errors(format_errors.validate_choice("", choices, AT), [{"type": "FieldValueRequired", "field": "spec.x"}])
    assert_errors(
        format_errors.validate_choice("never", choices, AT),
        [{"type": "FieldValueNotSupported", "field": "spec.x", "detail": '"Always" or "Never"'}],
    )
