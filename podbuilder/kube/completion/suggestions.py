"""Names to complete with: those that this pod already uses, and common ones."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.core.document import get, walk
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import SHOWN_CHOICES
from podbuilder.kube.insight.prerequisites import references

# By the kind of an object that fields name: the list of the names that a pod uses.
LIST_OF_KIND = {"Secret": "known-secrets", "ConfigMap": "known-config-maps", "PersistentVolumeClaim": "known-claims"}
# The list of volumes, which is there where they are too many to choose from in each row.
VOLUMES = "known-volumes"
NODE_LABELS = "known-node-labels"
# The keys of Secrets and ConfigMaps.
KEYS = "known-keys"
ALWAYS: dict[str, tuple[str, ...]] = {
    "known-secrets": (),
    "known-config-maps": (),
    "known-claims": (),
    KEYS: (),
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
    NODE_LABELS: (
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


# The same for what stands beside a pod. Labels and keys are as a pod's.
BESIDE: dict[str, tuple[str, ...]] = {
    "known-labels": ALWAYS["known-labels"],
    "known-secret-types": (
        "Opaque",
        "kubernetes.io/tls",
        "kubernetes.io/dockerconfigjson",
        "kubernetes.io/basic-auth",
        "kubernetes.io/ssh-auth",
        "kubernetes.io/service-account-token",
    ),
    "known-verbs": ("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "*"),
    "known-resources": (
        *("pods", "pods/log", "pods/exec", "services", "endpoints", "configmaps", "secrets", "events"),
        *("persistentvolumeclaims", "serviceaccounts", "deployments", "replicasets", "statefulsets", "daemonsets"),
        *("jobs", "cronjobs", "ingresses", "leases"),
    ),
    "known-metrics": ("cpu", "memory"),
    "known-limited": ("Container", "Pod", "PersistentVolumeClaim"),
    "known-quotas": (
        *("requests.cpu", "requests.memory", "limits.cpu", "limits.memory", "requests.storage", "pods", "services"),
        *("services.loadbalancers", "services.nodeports", "configmaps", "secrets", "persistentvolumeclaims"),
    ),
    "amounts-cpu": ALWAYS["amounts-cpu"],
    "amounts-memory": ALWAYS["amounts-memory"],
}


def suggestions_beside() -> dict[str, list[str]]:
    """By the id of a datalist: what the controls of a companion offer."""
    return {name: list(offered) for name, offered in BESIDE.items()}


def suggestions(pod: Document, fields: Catalogue) -> dict[str, list[str]]:
    """By the id of a datalist: what its controls offer, this pod's own names first."""
    found: dict[str, dict[str, None]] = {name: {} for name in ALWAYS}
    for one in references(pod, fields):
        if listed := LIST_OF_KIND.get(one.kind):
            found[listed][one.name] = None
    found[KEYS] = dict.fromkeys(key_names(pod))
    offered = {name: list(dict.fromkeys((*found[name], *always))) for name, always in ALWAYS.items()}
    volumes = volume_names(pod)
    return {**offered, VOLUMES: volumes} if len(volumes) > SHOWN_CHOICES else offered


def volume_names(pod: Document) -> list[str]:
    """The names of the declared volumes, each once."""
    volumes = get(pod, ("spec", "volumes"))
    named = [get(volume, ("name",)) for volume in volumes] if isinstance(volumes, list) else []
    return list(dict.fromkeys(name for name in named if isinstance(name, str)))


def key_names(pod: Document) -> Iterator[str]:
    """The keys of Secrets and ConfigMaps that a pod reads."""
    for path, value in walk(pod):
        if (
            isinstance(value, str)
            and path[-1] == "key"
            and "tolerations" not in path
            and "matchExpressions" not in path
        ):
            yield value
