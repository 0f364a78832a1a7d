"""References to other objects."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.companions.object_references import validate_cross_version_object_reference
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.options import options_for
from tests.support.complaints import assert_errors

WEB = {"kind": "Deployment", "name": "web"}
INVALID = {"type": "FieldValueInvalid", "field": "ref.apiVersion"}
# A reference, whether it needs a group, and what is wrong with it since 1.34.
CASES: dict[str, tuple[dict[str, Any], bool, list[dict[str, Any]]]] = {
    "a group": ({**WEB, "apiVersion": "apps/v1"}, True, []),
    "no group, where none is needed": ({**WEB, "apiVersion": "v1"}, False, []),
    "no apiVersion, where no group is needed": (WEB, False, []),
    "no group": ({**WEB, "apiVersion": "v1"}, True, [{**INVALID, "detail": "group is missing"}]),
    "an empty group": ({**WEB, "apiVersion": "/v1"}, True, [{**INVALID, "detail": "group is missing"}]),
    "no apiVersion": (WEB, True, [{**INVALID, "detail": "group is missing"}]),
    "two slashes": ({**WEB, "apiVersion": "a/b/c"}, False, [{**INVALID, "detail": "is not an API version"}]),
}


@pytest.mark.parametrize(("reference", "needs_group", "errors"), CASES.values(), ids=CASES)
def test_the_api_version(reference: dict[str, Any], needs_group: bool, errors: list[dict[str, Any]]) -> None:
    path = ROOT.child("ref")
    found = validate_cross_version_object_reference(reference, path, needs_group, options_for("1.34"))
    assert_errors(found, errors)
    assert_errors(validate_cross_version_object_reference(reference, path, needs_group, options_for("1.33")))


def test_kind_and_name() -> None:
    def errors(reference: dict[str, Any]) -> Any:
        return validate_cross_version_object_reference(reference, ROOT.child("ref"), False, options_for("1.36"))

    required = [{"type": "FieldValueRequired", "field": f"ref.{name}"} for name in ("kind", "name")]
    assert_errors(errors({}), required)
    wrong = [{"type": "FieldValueInvalid", "field": f"ref.{name}"} for name in ("kind", "name")]
    assert_errors(errors({"kind": "..", "name": "a/b"}), wrong)
