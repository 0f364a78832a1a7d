"""The kinds of objects that stand beside a pod in its file and are edited with forms of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from podbuilder.kube.core import document as documents

# By apiVersion, in the order in which people write them: what runs beside a pod, then what is around all pods.
_BY_API_VERSION = {
    "v1": (
        *("Service", "ConfigMap", "Secret", "PersistentVolumeClaim", "ServiceAccount"),
        *("Namespace", "LimitRange", "ResourceQuota"),
    ),
    "networking.k8s.io/v1": ("Ingress", "NetworkPolicy"),
    "gateway.networking.k8s.io/v1": ("HTTPRoute",),
    "policy/v1": ("PodDisruptionBudget",),
    "autoscaling/v2": ("HorizontalPodAutoscaler",),
    "rbac.authorization.k8s.io/v1": ("Role", "RoleBinding"),
    "scheduling.k8s.io/v1": ("PriorityClass",),
}
# The abbreviations that kubectl understands.
SHORT_NAMES = {
    "svc": "service",
    "cm": "configmap",
    "pvc": "persistentvolumeclaim",
    "sa": "serviceaccount",
    "ns": "namespace",
    "limits": "limitrange",
    "quota": "resourcequota",
    "ing": "ingress",
    "netpol": "networkpolicy",
    "pdb": "poddisruptionbudget",
    "hpa": "horizontalpodautoscaler",
    "pc": "priorityclass",
}
# What the group without a name is called in the names of definitions.
_CORE = "core"
_GATEWAY = "gateway.networking.k8s.io"


@dataclass(frozen=True, slots=True)
class CompanionKind:
    """A kind of object that is edited beside a pod, in the one version of it that is."""

    name: str
    api_version: str

    @property
    def definition(self) -> str:
        """Its name in the JSON Schemas: `io.k8s.api.networking.v1.Ingress`, or its own where Kubernetes has none."""
        group, _, version = self.api_version.rpartition("/")
        if group == _GATEWAY:
            return self.name
        return f"io.k8s.api.{group.partition('.')[0] or _CORE}.{version}.{self.name}"


# By name.
KINDS: Mapping[str, CompanionKind] = MappingProxyType(
    {name: CompanionKind(name, version) for version, names in _BY_API_VERSION.items() for name in names}
)


def kind_of(one: Any) -> CompanionKind | None:
    """The kind of an object; None if it is none of these, or of a version that has other fields.

    An object that is being written may have no apiVersion yet.
    """
    name = documents.get(one, ("kind",))
    known = KINDS.get(name) if isinstance(name, str) else None
    if known is None or documents.get(one, ("apiVersion",)) not in (known.api_version, None, ""):
        return None
    return known
