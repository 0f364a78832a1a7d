"""Restart policies of the pod and of containers, and resizing."""

from __future__ import annotations

import pytest

from tests.kube.validation.judge import assert_judged, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod


@cases(__file__, "restart_policy.yaml")
def test_restart_policy(case: Case) -> None:
    assert_judged(case)


@pytest.mark.parametrize(("version", "type"), [("1.35", "FieldValueTooLong"), ("1.36", "FieldValueTooMany")])
def test_rules_and_exit_codes_are_limited(version: str, type: str) -> None:
    most = {"action": "Restart", "exitCodes": {"operator": "In", "values": list(range(255))}}
    more = {"action": "Restart", "exitCodes": {"operator": "In", "values": list(range(256))}}
    policy = ("spec.containers[0].restartPolicy", "Never")
    path = "spec.containers[0].restartPolicyRules"
    assert judge(make_pod(policy, (path, [most] * 20)), version) == []
    errors = [{"type": type, "field": path, "detail": "21"}, {"type": type, "field": f"{path}[20].exitCodes.values"}]
    assert_errors(judge(make_pod(policy, (path, [*[most] * 20, more])), version), errors)
