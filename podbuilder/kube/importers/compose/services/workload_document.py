"""A pod and the object around it, as Kubernetes reads them."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import kinds
from podbuilder.kube.importers.compose.services.imported_service import (
    DEPLOYMENT,
    JOB,
    POD,
    STATEFUL_SET,
    Workload,
)
from podbuilder.kube.importers.container_settings.imported_pod import APP_LABEL

NAME, PART_OF = "app.kubernetes.io/name", "app.kubernetes.io/part-of"
_CLAIM = "persistentVolumeClaim"


def workload_document(workload: Workload) -> dict[str, Any]:
    """The pod, or the object that makes it from a template."""
    pod = workload.pod
    labels = {APP_LABEL: pod.name, NAME: pod.name, **pod.metadata.get("labels", {})}
    metadata = {**pod.metadata, "labels": labels}
    inits = {"initContainers": pod.inits} if pod.inits else {}
    spec = {**inits, "containers": pod.containers, **pod.spec}
    if workload.kind == POD:
        return {"apiVersion": "v1", "kind": POD, "metadata": {"name": pod.name, **metadata}, "spec": spec}
    if workload.kind == JOB:
        spec.setdefault("restartPolicy", "Never")
    annotations = {"annotations": workload.annotations} if workload.annotations else {}
    return {
        "apiVersion": kinds.workloads()[workload.kind].api_version,
        "kind": workload.kind,
        "metadata": {"name": pod.name, "labels": labels, **annotations},
        "spec": {**_around(workload), "template": {"metadata": metadata, "spec": spec}},
    }


def _around(workload: Workload) -> dict[str, Any]:
    """The fields around the template."""
    if workload.kind == JOB:
        return workload.spec
    found = dict(workload.spec)
    if workload.kind == STATEFUL_SET:
        found["serviceName"] = workload.services[0].host
    if workload.kind == DEPLOYMENT and "strategy" not in found and _has_claim(workload):
        # Two pods at a time would wait for each other's volume.
        found["strategy"] = {"type": "Recreate"}
    return {**found, "selector": {"matchLabels": {APP_LABEL: workload.pod.name}}}


def _has_claim(workload: Workload) -> bool:
    return any(_CLAIM in volume for volume in workload.pod.spec.get("volumes", ()))
