"""Whether a container is started again."""

from typing import Any

import pytest

from podbuilder.kube.lifecycle.restart_rules import matching_action, restarts_all, restarts_killed, should_restart
from tests.kube.lifecycle.plays import APP, pod_of

RULE = {"action": "Restart", "exitCodes": {"operator": "In", "values": [3]}}
ALL = {**RULE, "action": "RestartAllContainers"}


@pytest.mark.parametrize(
    ("policy", "codes"),
    [("Always", [True, True]), ("OnFailure", [False, True]), ("Never", [False, False]), ("Odd", [True, True])],
)
def test_by_the_pods_policy(policy: str, codes: list[bool]) -> None:
    pod = pod_of(restartPolicy=policy)
    assert [should_restart(pod, pod.apps[0], code) for code in (0, 1)] == codes


@pytest.mark.parametrize(
    ("own", "version", "restarts"),
    [
        pytest.param({}, "1.36", False, id="none"),
        pytest.param({"restartPolicy": "Always"}, "1.36", True, id="its own policy"),
        pytest.param({"restartPolicy": "Always"}, "1.34", False, id="not known yet"),
        pytest.param({"restartPolicyRules": [RULE]}, "1.36", False, id="rules want a policy"),
        pytest.param({"restartPolicy": "Never", "restartPolicyRules": [RULE]}, "1.36", True, id="a rule"),
        pytest.param({"restartPolicy": "Never", "restartPolicyRules": ["odd", {}]}, "1.36", False, id="odd rules"),
        pytest.param({"restartPolicy": "Never", "restartPolicyRules": [ALL]}, "1.36", True, id="all"),
        pytest.param({"restartPolicy": "Never", "restartPolicyRules": [ALL]}, "1.35", False, id="all, too early"),
    ],
)
def test_by_its_own(own: dict[str, Any], version: str, restarts: bool) -> None:
    pod = pod_of({**APP, **own}, version=version, restartPolicy="Never")
    assert should_restart(pod, pod.apps[0], 3) is restarts


def test_a_rule_may_restart_all() -> None:
    for version, wanted in (("1.36", True), ("1.35", False)):
        pod = pod_of({**APP, "restartPolicy": "Never", "restartPolicyRules": [ALL]}, version=version)
        assert restarts_all(pod, pod.apps[0], 3) is wanted
        assert not restarts_all(pod, pod.apps[0], 4)
        assert matching_action(pod.apps[0], 4) == ""


def test_after_a_kill_only_policies_count() -> None:
    pod = pod_of({**APP, "restartPolicy": "Never", "restartPolicyRules": [RULE]}, APP)
    assert [restarts_killed(pod, one) for one in pod.apps] == [False, True]
