"""What a cluster does to a pod, from its creation to its node: the API server's admission first, then the scheduler."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict, admit
from podbuilder.kube.cluster.made_claims import made_claims, volume_claim
from podbuilder.kube.cluster.scheduling.copies import Copies, copies
from podbuilder.kube.cluster.scheduling.scheduler import SchedulerVerdict, schedule
from podbuilder.kube.cluster.scheduling.scores.node_scores import node_scores
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.snapshot import ExtendedSnapshot, Object, Snapshot
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.generated_name import generated_name
from podbuilder.kube.manifest import Manifest

_WITHOUT_PODS = "Without running pods free room is unknown: nodes are judged by what they could give."
_WITHOUT_NODES = "The snapshot has no nodes, so where the pod can run is unknown."
_WITHOUT_BUDGETS = "The snapshot has no PodDisruptionBudgets: whose place is taken may be decided otherwise."
# Kinds that must be known for a pod with such a field, and what it has.
_NEEDED = {
    "volumes": (("PersistentVolumeClaim", "PersistentVolume", "StorageClass"), "claims of volumes"),
    "resourceClaims": (("ResourceClaim", "ResourceSlice", "DeviceClass"), "claims of devices"),
}


@dataclass(frozen=True)
class ClusterAnswer:
    """The two verdicts; the scheduler is not asked about a pod that is refused, or of which too little is known."""

    admission: AdmissionVerdict
    scheduling: SchedulerVerdict | None
    # What nobody here can judge, as sentences.
    not_judged: tuple[str, ...] = ()
    # Where the replicas of a workload find room, if they are several and it is known for one.
    replicas: Copies | None = None


def answer_to(snapshot: Snapshot, manifest: Manifest, version: str, plugins: Collection[str] = ()) -> ClusterAnswer:
    """What becomes of a pod, or of a workload's first pod, if its workload is stored at all."""
    if not manifest.is_template:
        return answer_to_pod(snapshot, manifest.object, version, plugins)
    workload = admit(snapshot, manifest.object, version, plugins)
    if not workload.accepted:
        return ClusterAnswer(workload, None, workload.not_judged)
    pod, claims = _first_pod(snapshot, manifest)
    if claims:
        snapshot = ExtendedSnapshot(snapshot, {"PersistentVolumeClaim": claims})
    answer = answer_to_pod(snapshot, pod, version, plugins)
    wanted = (workload.object.get("spec") or {}).get("replicas") or 1
    # Each replica of a StatefulSet has claims of its own.
    if answer.scheduling is not None and wanted > 1 and not claims:
        answer = replace(answer, replicas=_together(snapshot, answer.admission.object, version, wanted))
    warnings = tuple(dict.fromkeys((*workload.warnings, *answer.admission.warnings)))
    return replace(answer, admission=replace(answer.admission, warnings=warnings))


def answer_to_pod(snapshot: Snapshot, pod: Document, version: str, plugins: Collection[str] = ()) -> ClusterAnswer:
    """What becomes of a pod that is created."""
    admission = admit(snapshot, pod, version, plugins)
    if not admission.accepted:
        return ClusterAnswer(admission, None, admission.not_judged)
    lacks = list(_lacks(snapshot, admission.object))
    if lacks:
        return ClusterAnswer(admission, None, (*admission.not_judged, *lacks))
    made = made_claims(snapshot, admission.object)
    notes: tuple[str, ...] = () if snapshot.knows("Pod") else (_WITHOUT_PODS,)
    try:
        scheduling = schedule(snapshot, made.pod, version, made.objects)
    except NotJudged as reason:
        return ClusterAnswer(admission, None, (*admission.not_judged, *notes, str(reason)))
    if scheduling.nominated and not snapshot.knows("PodDisruptionBudget"):
        notes = (*notes, _WITHOUT_BUDGETS)
    return ClusterAnswer(admission, scheduling, (*admission.not_judged, *notes))


def ranked_nodes(snapshot: Snapshot, answer: ClusterAnswer, version: str) -> list[str]:
    """The nodes that the pod fits, those first that the scheduler likes best."""
    if answer.scheduling is None:
        return []
    feasible = answer.scheduling.feasible
    scores = node_scores(snapshot, answer.admission.object, version, feasible)
    return sorted(feasible, key=lambda node: -sum(scores.get(node, {}).values()))


def _together(snapshot: Snapshot, pod: Object, version: str, wanted: int) -> Copies | None:
    """Where so many copies of a stored pod find room; None where that is not judged."""
    made = made_claims(snapshot, pod)
    try:
        return copies(snapshot, made.pod, version, wanted, made.objects)
    except NotJudged:
        return None


def _lacks(snapshot: Snapshot, pod: Object) -> Iterator[str]:
    """What the facts do not hold that the scheduler must know for this pod."""
    if not snapshot.knows("Node"):
        yield _WITHOUT_NODES
    for field, (kinds, what) in _NEEDED.items():
        if any(_is_claim(each) for each in pod["spec"].get(field) or ()):
            absent = [kind for kind in kinds if not snapshot.knows(kind)]
            if absent:
                yield f"The snapshot says nothing of {', '.join(absent)}, so {what} cannot be judged."


def _is_claim(entry: Any) -> bool:
    """Whether a volume needs a claim; what stands among the claims of devices always is one."""
    return bool({"persistentVolumeClaim", "ephemeral", "resourceClaimName", "resourceClaimTemplateName"} & entry.keys())


def _first_pod(snapshot: Snapshot, manifest: Manifest) -> tuple[Document, list[Object]]:
    """The pod that the workload's controller makes first, and the claims that a StatefulSet makes for it."""
    template, workload = manifest.pod, manifest.object
    namespace = str((workload.get("metadata") or {}).get("namespace") or "default")
    is_ordered = manifest.kind == "StatefulSet"
    name = f"{manifest.name}-0" if is_ordered else generated_name(f"{manifest.name}-")
    spec = dict(template.get("spec") or {})
    metadata = {**(template.get("metadata") or {}), "name": name, "namespace": namespace}
    claims: list[Object] = []
    templates = (workload.get("spec") or {}).get("volumeClaimTemplates") if is_ordered else None
    for each in templates or ():
        own = str((each.get("metadata") or {}).get("name"))
        claim_name = f"{own}-{name}"
        volume = {"name": own, "persistentVolumeClaim": {"claimName": claim_name}}
        spec["volumes"] = [*(one for one in spec.get("volumes") or () if one.get("name") != own), volume]
        if snapshot.named("PersistentVolumeClaim", claim_name, namespace) is None:
            claims.append(volume_claim(snapshot, each, claim_name, namespace))
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}, claims
