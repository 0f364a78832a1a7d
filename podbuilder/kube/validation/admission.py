"""What the admission plugins of an ordinary cluster also refuse: priorities and overheads of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden

# The classes that every cluster has. Without a class the priority is 0; other classes are known only to the cluster.
PRIORITY_OF_CLASS = {"": 0, "system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000}
PREEMPTION_POLICY = "PreemptLowerPriority"


def admit_priority(spec: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """A pod gets its priority from its class and may repeat it, nothing else.

    Mirrors admitPod, Kubernetes v1.36, plugin/pkg/admission/priority, for a cluster without a default class.
    """
    name = spec.get("priorityClassName", "")
    if name not in PRIORITY_OF_CLASS:
        return
    of_class = f"the class {name}" if name else "a pod without a priority class"
    priority = spec.get("priority", PRIORITY_OF_CLASS[name])
    if priority != PRIORITY_OF_CLASS[name]:
        yield forbidden(
            path.child("priority"),
            f"The priority {priority} cannot be chosen; {of_class} has {PRIORITY_OF_CLASS[name]}. "
            "Name a priorityClassName instead.",
        )
    if spec.get("preemptionPolicy", PREEMPTION_POLICY) != PREEMPTION_POLICY:
        yield forbidden(
            path.child("preemptionPolicy"),
            f"The policy cannot be chosen; {of_class} has {PREEMPTION_POLICY}. Name a priorityClassName instead.",
        )


def admit_overhead(spec: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Overhead comes from the runtime class. Mirrors validateOverhead, v1.36, plugin/pkg/admission/runtimeclass."""
    if "overhead" in spec and not spec.get("runtimeClassName"):
        yield forbidden(path.child("overhead"), "Overhead is set by a runtime class. Name one in runtimeClassName.")
