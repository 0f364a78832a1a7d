"""Names to complete with: those that this pod already uses, and common ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.document import get, walk
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import SHOWN_CHOICES

# By the field that refers to an object: which list its value belongs to.
LIST_OF_REFERENCE = {
    "secretKeyRef": "known-secrets",
    "secretRef": "known-secrets",
    "secret": "known-secrets",
    "imagePullSecrets": "known-secrets",
    "configMapKeyRef": "known-config-maps",
    "configMapRef": "known-config-maps",
    "configMap": "known-config-maps",
    "persistentVolumeClaim": "known-claims",
}
# The list of volumes, which is there where they are too many to choose from in each row.
VOLUMES = "known-volumes"
ALWAYS: dict[str, tuple[str, ...]] = {
    "known-secrets": (),
    "known-config-maps": (),
    "known-claims": (),
    "known-keys": (),
    "known-labels": (
        "app",
        "app.kubernetes.io/name",
        "app.kubernetes.io/instance",
        "app.kubernetes.io/version",
        "app.kubernetes.io/component",
        "app.kubernetes.io/part-of",
        "environment",
        "team",
        "version",
    ),
    "known-node-labels": (
        "kubernetes.io/arch",
        "kubernetes.io/os",
        "kubernetes.io/hostname",
        "node.kubernetes.io/instance-type",
        "topology.kubernetes.io/zone",
        "topology.kubernetes.io/region",
        "nvidia.com/gpu.product",
    ),
    "known-field-paths": (
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "metadata.labels['app']",
        "spec.nodeName",
        "spec.serviceAccountName",
        "status.podIP",
        "status.podIPs",
        "status.hostIP",
    ),
    "known-capabilities": (
        "ALL",
        "NET_BIND_SERVICE",
        "NET_ADMIN",
        "SYS_PTRACE",
        "SYS_TIME",
        "CHOWN",
        "DAC_OVERRIDE",
        "SETGID",
        "SETUID",
    ),
    "amounts-cpu": ("100m", "250m", "500m", "1", "2", "4"),
    "amounts-memory": ("64Mi", "128Mi", "256Mi", "512Mi", "1Gi", "2Gi", "4Gi", "8Gi"),
}


def suggestions(pod: Document) -> dict[str, list[str]]:
    """By the id of a datalist: what its controls offer, this pod's own names first."""
    found: dict[str, dict[str, None]] = {name: {} for name in ALWAYS}
    for listed, value in _names(pod):
        found[listed][value] = None
    offered = {name: list(dict.fromkeys((*found[name], *always))) for name, always in ALWAYS.items()}
    volumes = volume_names(pod)
    return {**offered, VOLUMES: volumes} if len(volumes) > SHOWN_CHOICES else offered


def volume_names(pod: Document) -> list[str]:
    """The names of the declared volumes, each once."""
    volumes = get(pod, ("spec", "volumes"))
    named = [get(volume, ("name",)) for volume in volumes] if isinstance(volumes, list) else []
    return list(dict.fromkeys(name for name in named if isinstance(name, str)))


def _names(pod: Document) -> Iterator[tuple[str, str]]:
    for path, value in walk(pod):
        if not isinstance(value, str) or len(path) < 2:
            continue
        around: Any = path.parent[-1]
        if isinstance(around, int) and len(path) > 2:
            around = path[-3]
        if path[-1] in ("name", "secretName", "claimName") and around in LIST_OF_REFERENCE:
            yield LIST_OF_REFERENCE[str(around)], value
        elif path[-1] == "key" and "tolerations" not in path and "matchExpressions" not in path:
            yield "known-keys", value
