"""What of a pod's life is different in one version of Kubernetes, said where the pod has to do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from podbuilder.kube.core.document import listed
from podbuilder.kube.core.pod_containers import INIT_CONTAINERS, is_native_sidecar, visit_containers
from podbuilder.kube.core.versions import NEWEST_MINOR, OLDEST_MINOR, minor
from podbuilder.kube.lifecycle.container_start import PATHS_BEFORE_MESSAGES
from podbuilder.kube.lifecycle.played_pod import PlayedPod


class _Note(NamedTuple):
    """A sentence that holds from a minor version up to another."""

    first: int
    last: int
    text: str
    concerns: Callable[[PlayedPod], bool] = lambda _pod: True


def _has_sidecars(pod: PlayedPod) -> bool:
    visited = visit_containers(pod.document, (INIT_CONTAINERS,))
    return any(is_native_sidecar(one.container, one.kind) for one in visited)


def _has_policies(pod: PlayedPod) -> bool:
    found = [one.container for one in visit_containers(pod.document) if not is_native_sidecar(one.container, one.kind)]
    return any("restartPolicy" in one or "restartPolicyRules" in one for one in found)


def _restarts_all(pod: PlayedPod) -> bool:
    rules = (rule for one in visit_containers(pod.document) for rule in listed(one.container, ("restartPolicyRules",)))
    return any(isinstance(rule, dict) and rule.get("action") == "RestartAllContainers" for rule in rules)


def _has_gates(pod: PlayedPod) -> bool:
    return bool(listed(pod.document, ("spec", "schedulingGates")))


_NOTES = (
    _Note(OLDEST_MINOR, 28, "There is no condition PodReadyToStartContainers yet; it comes with 1.29."),
    _Note(
        29, 35, "PodReadyToStartContainers turns True with the next report after the pod has its network, not at once."
    ),
    _Note(36, NEWEST_MINOR, "PodReadyToStartContainers turns True as soon as the pod has its network."),
    _Note(
        OLDEST_MINOR,
        34,
        "While a container waits to be restarted the kubelet looks every 10 s, so a restart comes up to 10 s late; "
        "since 1.35 it looks when the wait is over.",
    ),
    _Note(
        35,
        NEWEST_MINOR,
        "The kubelet restarts a container when its wait is over. A node’s configuration may set a maximum below "
        "5 minutes (KubeletCrashLoopBackOffMax); the default stays.",
    ),
    _Note(33, NEWEST_MINOR, "A gate, off by default, makes waits begin with 1 s: ReduceDefaultCrashLoopBackOffDecay."),
    _Note(
        OLDEST_MINOR,
        28,
        "A native sidecar is a task like other init containers: the pod waits for its end.",
        _has_sidecars,
    ),
    _Note(
        OLDEST_MINOR, 34, "Restart policies and rules of containers are not heeded; they are since 1.35.", _has_policies
    ),
    _Note(OLDEST_MINOR, 35, "A rule RestartAllContainers is not carried out; it is since 1.36.", _restarts_all),
    _Note(OLDEST_MINOR, 26, "Scheduling gates are not heeded; they are since 1.27.", _has_gates),
    _Note(OLDEST_MINOR, 31, "ImagePullBackOff does not repeat what the registry said; it does since 1.32."),
    _Note(OLDEST_MINOR, 31, "A deleted pod is Terminating until it is gone; since 1.32 its end is shown before."),
    _Note(OLDEST_MINOR, 31, "A node that is not heard of counts as lost after 40 s; since 1.32 it is 50 s."),
    _Note(32, NEWEST_MINOR, "A node that is not heard of counts as lost after 50 s; before 1.32 it was 40 s."),
    _Note(25, 25, "A pod that is put out has no condition DisruptionTarget; it has since 1.26."),
    _Note(
        PATHS_BEFORE_MESSAGES,
        NEWEST_MINOR,
        "Events of a container do not repeat its name: kubectl puts its field path before the message.",
    ),
)


def version_notes(pod: PlayedPod) -> list[str]:
    """The sentences that hold in the pod's version and concern it."""
    number = minor(pod.version)
    return [one.text for one in _NOTES if one.first <= number <= one.last and one.concerns(pod)]
