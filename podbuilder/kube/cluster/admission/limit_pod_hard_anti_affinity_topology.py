"""Pods may keep others away from their node only, not from a whole zone."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.core import document
from podbuilder.kube.core.affinity_fields import REQUIRED

NAME = "LimitPodHardAntiAffinityTopology"
HOSTNAME = "kubernetes.io/hostname"


def validate(request: Request) -> Outcome:
    """Mirrors Validate, Kubernetes v1.36, plugin/pkg/admission/antiaffinity."""
    for term in document.listed(request.spec, ("affinity", "podAntiAffinity", REQUIRED)):
        key = term.get("topologyKey", "")
        if key != HOSTNAME:
            where = "affinity.PodAntiAffinity.RequiredDuringScheduling"
            return request.forbidden(f"{where} has TopologyKey {key} but only key {HOSTNAME} is allowed")
    return request
