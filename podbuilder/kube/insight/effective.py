"""The requests and limits of a whole pod, as the scheduler counts them."""

from __future__ import annotations

from podbuilder.kube.core import feature_gates, pod_requests
from podbuilder.kube.core.field import Document


def effective_requests(pod: Document, version: str) -> dict[str, str]:
    """The requests of a defaulted pod: each resource, and its quantity as the server prints it."""
    return _effective(pod, "requests", version)


def effective_limits(pod: Document, version: str) -> dict[str, str]:
    """The limits of a defaulted pod: each resource, and its quantity as the server prints it."""
    return _effective(pod, "limits", version)


def _effective(pod: Document, side: pod_requests.Side, version: str) -> dict[str, str]:
    pod_level = feature_gates.enabled("PodLevelResources", version)
    total = pod_requests.pod_amounts(pod.get("spec") or {}, side, pod_level=pod_level)
    return {name: amount.canonical() for name, amount in total.items()}
