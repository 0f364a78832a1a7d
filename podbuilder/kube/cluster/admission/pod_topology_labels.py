"""A pod that is put on a node by its name gets that node's zone and region as labels."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.core import feature_gates

NAME = "PodTopologyLabels"
LABELS = ("topology.kubernetes.io/zone", "topology.kubernetes.io/region")


def admit(request: Request) -> Outcome:
    """Mirrors admitPod, Kubernetes v1.36, plugin/pkg/admission/podtopologylabels."""
    node = request.snapshot.named("Node", request.spec.get("nodeName") or "")
    if node is None or not feature_gates.enabled("PodTopologyLabelsAdmission", request.version):
        return request
    of_node = node["metadata"].get("labels") or {}
    copied = {key: of_node[key] for key in LABELS if key in of_node}
    if not copied:
        return request
    labels = {**(request.metadata.get("labels") or {}), **copied}
    return request.with_object({**request.object, "metadata": {**request.metadata, "labels": labels}})
