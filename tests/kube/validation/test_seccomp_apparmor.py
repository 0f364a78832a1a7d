"""Seccomp and AppArmor profiles."""

from __future__ import annotations

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.seccomp_apparmor import validate_app_armor_profile_field
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "seccomp_apparmor.yaml")
def test_profiles(case: Case) -> None:
    assert_judged(case)


def test_app_armor_profiles_names_of_4095_bytes_at_most() -> None:
    path = ROOT.child("appArmorProfile")
    profile = {"type": "Localhost", "localhostProfile": "a" * 4095}
    assert_errors(validate_app_armor_profile_field(profile, path))
    profile["localhostProfile"] += "a"
    found = validate_app_armor_profile_field(profile, path)
    expected = {"type": "FieldValueTooLong", "field": "appArmorProfile.localhostProfile", "detail": "at most 4095"}
    assert_errors(list(found), [expected])
