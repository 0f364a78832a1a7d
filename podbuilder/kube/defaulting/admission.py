"""What an ordinary cluster's admission plugins add to a new pod."""

from __future__ import annotations

from podbuilder.kube.defaulting.schema_walk import Node

TOLERATED_TAINTS = ("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")
TOLERATION_SECONDS = 300
# The two priority classes that every cluster has. The number of any other class is known only to the cluster.
SYSTEM_PRIORITIES = {"system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000}


def admit(spec: Node) -> None:
    """What the plugins Priority and DefaultTolerationSeconds change in a pod's spec."""
    _set_priority(spec)
    add_tolerations(spec)


def tolerating(taint: str) -> Node:
    """The toleration that is added for a taint."""
    return {"key": taint, "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": TOLERATION_SECONDS}


def add_tolerations(spec: Node) -> None:
    """Five minutes on a node that is not ready or cannot be reached.

    Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/defaulttolerationseconds.
    """
    there = spec.get("tolerations") or []
    added = [
        tolerating(taint)
        for taint in TOLERATED_TAINTS
        if not any(_tolerates(toleration, taint) for toleration in there)
    ]
    if added:
        spec["tolerations"] = [*there, *added]


def _tolerates(toleration: Node, taint: str) -> bool:
    return toleration.get("key", "") in ("", taint) and toleration.get("effect", "") in ("", "NoExecute")


def _set_priority(spec: Node) -> None:
    """Mirrors admitPod, Kubernetes v1.36, plugin/pkg/admission/priority, for a cluster without a default class."""
    name = spec.get("priorityClassName", "")
    priority = SYSTEM_PRIORITIES.get(name) if name else 0
    if priority is not None:
        spec.setdefault("priority", priority)
        spec.setdefault("preemptionPolicy", "PreemptLowerPriority")
