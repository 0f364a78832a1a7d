"""The HorizontalPodAutoscaler of a workload, which decides by the use of CPU how many pods there are."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document, feature_gates
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.core.pod_requests import CPU, container_without_request
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.insight.replica_count import REPLICAS
from podbuilder.kube.lint.companions import name_of
from podbuilder.kube.manifest import remove_
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.offer import Answers, Companion, CompanionNote, Made, Offer, Question, open_

SLUG, KIND = "autoscaler", "HorizontalPodAutoscaler"
_MOST = 1000


def scaler_of(basis: Basis) -> Document | None:
    """The autoscaler of the file that is for the workload."""
    target = {"kind": basis.kind, "name": basis.manifest.name}
    for one in basis.neighbours.get(KIND, ()):
        if target.items() <= document.mapping_at(one, ("spec", "scaleTargetRef")).items():
            return one
    return None


def offers(basis: Basis) -> Iterator[Offer]:
    """One for a workload that counts its pods, if all of its containers say how much CPU they need."""
    there, missing = scaler_of(basis), _without_request(basis)
    if basis.replicas is None:
        reason = "Only a workload that counts its pods can have more or fewer of them."
    elif not basis.manifest.name:
        reason = "The workload has no name to find it by. Give it one first."
    elif missing:
        reason = f"It compares the CPU in use with the requests. Give {missing} one first."
    else:
        reason = ""
    least = max(basis.replicas or 1, 1)
    yield Offer(
        SLUG,
        KIND,
        name_of(there) if there else basis.free_name(KIND, basis.name, "scaler"),
        KIND,
        reason or "It makes more pods when those there are have much to do.",
        is_possible=not reason,
        is_there=there is not None,
        questions=(
            Question("min", "At least", str(least), "number", highest=_MOST),
            Question("max", "At most", str(max(2 * least, 3)), "number", highest=_MOST, floor="min"),
            Question("cpu", "CPU in use, in percent of the requests", "80", "number", highest=_MOST),
        ),
    )


def _without_request(basis: Basis) -> str:
    """What has no request for CPU; "" if there is enough to compare with."""
    if not basis.lasting:
        return "a container"
    pod_level = feature_gates.enabled("PodLevelResources", basis.version)
    lacking = container_without_request(basis.pod, CPU, pod_level=pod_level)
    return "" if lacking is None else f"container {quote(lacking)}"


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The autoscaler; the workload counts its pods no more, or each time it is applied the number would be reset."""
    cpu = {"type": "Utilization", "averageUtilization": int(answers["cpu"])}
    target = {"apiVersion": basis.object.get("apiVersion"), "kind": basis.kind, "name": basis.manifest.name}
    whole: Document = {
        "apiVersion": "autoscaling/v2",
        "kind": KIND,
        "metadata": basis.metadata(offer.name),
        "spec": {
            "scaleTargetRef": target,
            "minReplicas": int(answers["min"]),
            "maxReplicas": int(answers["max"]),
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": cpu}}],
        },
    }
    notes = [open_(offer.slug, ROOT.child("spec", "metrics"), "Something in the cluster must measure CPU.")]
    if not document.has(basis.object, REPLICAS):
        return Made((Companion(whole),), tuple(notes))
    path = basis.of_workload(*REPLICAS)
    notes.append(CompanionNote("lost", "", path, "The autoscaler decides that; each apply would undo what it did."))
    return Made((Companion(whole),), tuple(notes), (remove_(path),))
