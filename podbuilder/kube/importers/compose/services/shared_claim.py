"""Claims that several pods use at once."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.conversion_report.note import Note, asks, companion, different
from podbuilder.kube.importers.compose.services.imported_service import ServicePlan, Workload
from podbuilder.kube.importers.compose.services.named_volume import CLAIM
from podbuilder.kube.importers.question import AnswerType, Question

_ONE, _MANY = "ReadWriteOnce", "ReadWriteMany"


def claim_users(plan: ServicePlan) -> dict[str, list[Workload]]:
    """The pods that mount each claim."""
    found: dict[str, list[Workload]] = {}
    for workload in plan.workloads:
        for volume in workload.pod.spec.get("volumes", ()):
            if "persistentVolumeClaim" in volume:
                found.setdefault(volume["persistentVolumeClaim"]["claimName"], []).append(workload)
    return found


def share_claim(plan: ServicePlan, claim: str, users: Sequence[Workload]) -> Note:
    """Let a claim be one that all of its pods can use, where somebody says that the storage can do it."""
    document = plan.companions.get((CLAIM, claim))
    if document is None:
        return different(f"{CLAIM} {claim}", "No claim had to be made for it.")
    if len(users) == 1 and users[0].spec.get("replicas", 1) <= 1:
        return companion(CLAIM, claim, "One pod mounts it.")
    question = Question(
        f"access:{claim}",
        f"Who can use the volume {claim}",
        _ONE,
        AnswerType.CHOICE,
        (
            (_ONE, "pods of one node; every storage can do that"),
            (_MANY, "pods of all nodes, where the storage can do it"),
        ),
    )
    mode = plan.questions.ask(question)
    document["spec"]["accessModes"] = [mode]
    if plan.questions.is_answered(question):
        return companion(CLAIM, claim, "Several pods mount it.")
    return asks(f"{CLAIM} {claim}", "Several pods mount it, which have to run on one node unless it is ReadWriteMany.")
