"""What a whole pod asks for and may use, as the scheduler reckons it."""

from __future__ import annotations

from podbuilder.kube import features, resources
from podbuilder.kube.field import Document


def effective_requests(pod: Document, version: str) -> dict[str, str]:
    """Each resource that the pod requests, with the quantity as the server prints it; the pod is a defaulted one."""
    return _effective(pod, "requests", version)


def effective_limits(pod: Document, version: str) -> dict[str, str]:
    """Each resource that the pod is limited in; the pod is a defaulted one."""
    return _effective(pod, "limits", version)


def _effective(pod: Document, side: resources.Side, version: str) -> dict[str, str]:
    pod_level = features.enabled("PodLevelResources", version)
    total = resources.pod_amounts(pod.get("spec") or {}, side, pod_level=pod_level)
    return {name: amount.canonical() for name, amount in total.items()}
