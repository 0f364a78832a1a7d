"""What a cluster does to a pod, from its creation to its node: the API server's admission first, then the scheduler."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict, admit
from podbuilder.kube.cluster.pod_copies import PodCopies, claim_templates, first_pod
from podbuilder.kube.cluster.scheduling.copies import Copies, copies
from podbuilder.kube.cluster.scheduling.scheduler import SchedulerVerdict, schedule
from podbuilder.kube.cluster.scheduling.scores.node_scores import node_scores
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import MAX_COPIES
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


def answer_to(
    snapshot: Snapshot,
    manifest: Manifest,
    version: str,
    plugins: Collection[str] = (),
    *,
    with_replicas: bool = True,
) -> ClusterAnswer:
    """What becomes of a pod, or of a workload's first pod, if its workload is stored at all; and of all its replicas,
    which takes longer the more they are."""
    if not manifest.is_template:
        return answer_to_pod(snapshot, manifest.object, version, plugins)
    workload = admit(snapshot, manifest.object, version, plugins)
    if not workload.accepted:
        return ClusterAnswer(workload, None, workload.not_judged)
    templates = claim_templates(manifest.object)
    answer = answer_to_pod(snapshot, first_pod(manifest.object, manifest.pod), version, plugins, templates)
    wanted = (workload.object.get("spec") or {}).get("replicas") or 1
    if answer.scheduling is not None and wanted > 1 and with_replicas:
        answer = replace(answer, replicas=copies_of(snapshot, manifest, answer, version, wanted))
    warnings = tuple(dict.fromkeys((*workload.warnings, *answer.admission.warnings)))
    return replace(answer, admission=replace(answer.admission, warnings=warnings))


def answer_to_pod(
    snapshot: Snapshot,
    pod: Document,
    version: str,
    plugins: Collection[str] = (),
    templates: Sequence[Object] = (),
) -> ClusterAnswer:
    """What becomes of a pod that is created; `templates` are those of its StatefulSet, which makes claims of them."""
    admission = admit(snapshot, pod, version, plugins)
    if not admission.accepted:
        return ClusterAnswer(admission, None, admission.not_judged)
    unknown = list(lacks(snapshot, admission.object))
    if unknown:
        return ClusterAnswer(admission, None, (*admission.not_judged, *unknown))
    made = PodCopies(snapshot, admission.object, templates).copy(0)
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


def copies_of(
    snapshot: Snapshot, manifest: Manifest, answer: ClusterAnswer, version: str, most: int = MAX_COPIES
) -> Copies | None:
    """Where so many copies of a manifest's pod find room, once its answer is known; None where that is not judged."""
    pods = PodCopies(snapshot, answer.admission.object, claim_templates(manifest.object))
    try:
        return copies(snapshot, pods, version, most)
    except NotJudged:
        return None


def lacks(snapshot: Snapshot, pod: Object) -> Iterator[str]:
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
