"""Whether a container that has ended is started again.

Mirrors ContainerShouldRestart and FindMatchingContainerRestartRule, Kubernetes v1.36, pkg/api/v1/pod, and
ShouldContainerBeRestarted, pkg/kubelet/container. Without the gate ContainerRestartRules only the pod's policy counts,
and that of native sidecars.
"""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.document import get, listed
from podbuilder.kube.lifecycle.played_pod import PlayedContainer, PlayedPod

ALWAYS, ON_FAILURE, NEVER = "Always", "OnFailure", "Never"
_RESTART, _RESTART_ALL = "Restart", "RestartAllContainers"


def should_restart(pod: PlayedPod, container: PlayedContainer, exit_code: int) -> bool:
    """Whether the rules of the container, then its policy, then the pod's, start it again after an exit code."""
    actions = [_RESTART]
    if pod.enabled("RestartAllContainersOnContainerExits"):
        actions.append(_RESTART_ALL)
    if matching_action(container, exit_code) in actions:
        return True
    return _by_policy(container.restart_policy or pod.restart_policy, exit_code)


def _by_policy(policy: str, exit_code: int) -> bool:
    if policy == ON_FAILURE:
        return exit_code != 0
    return policy != NEVER


def restarts_all(pod: PlayedPod, container: PlayedContainer, exit_code: int) -> bool:
    """Whether its end starts the whole pod anew, in place."""
    is_on = pod.enabled("RestartAllContainersOnContainerExits")
    return is_on and matching_action(container, exit_code) == _RESTART_ALL


def could_restart_all(pod: PlayedPod) -> bool:
    """Whether any container has such a rule. Mirrors AllContainersCouldRestart."""
    is_on = pod.enabled("RestartAllContainersOnContainerExits")
    rules = (rule for container in pod.containers for rule in container.restart_rules)
    return is_on and any(rule.get("action") == _RESTART_ALL for rule in rules)


def matching_action(container: PlayedContainer, exit_code: int) -> str:
    """The action of the first rule that fits an exit code, empty for none; rules need a policy of the container."""
    if container.restart_policy is None:
        return ""
    return next((str(rule.get("action", "")) for rule in container.restart_rules if _fits(rule, exit_code)), "")


def _fits(rule: dict[str, Any], exit_code: int) -> bool:
    codes = listed(rule, ("exitCodes", "values"))
    operator = get(rule, ("exitCodes", "operator"))
    return (operator == "In" and exit_code in codes) or (operator == "NotIn" and exit_code not in codes)


def restarts_killed(pod: PlayedPod, container: PlayedContainer) -> bool:
    """Whether a container that the kubelet kills because a probe failed is started again; rules are not asked.

    Mirrors the end of computePodActions, Kubernetes v1.36, pkg/kubelet/kuberuntime.
    """
    return (container.restart_policy or pod.restart_policy) != NEVER
