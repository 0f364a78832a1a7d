"""Roles, and who gets them."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "role.yaml")
def test_roles(case: Case) -> None:
    assert_judged(case, "Role")


@cases(__file__, "role_bindings.yaml")
def test_bindings(case: Case) -> None:
    assert_judged(case, "RoleBinding")
