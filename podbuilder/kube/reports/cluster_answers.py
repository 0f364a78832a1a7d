"""For machines: the verdicts of a cluster's admission and of its scheduler, each as one object in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict, admit
from podbuilder.kube.cluster.scheduling.scheduler import SchedulerVerdict, schedule
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.snapshot import Snapshot


def answer(snapshot: Snapshot, question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of the part of the cluster that is asked, or in `unknown` why there is none."""
    version, pod = question["version"], question["pod"]
    if question.get("part") == "admission":
        return admission_answer(admit(snapshot, pod, version, question.get("plugins") or ()))
    if question.get("part") != "scheduling":
        return {"unknown": "The parts of a cluster that can be asked are admission and scheduling."}
    try:
        return scheduling_answer(schedule(snapshot, pod, version))
    except NotJudged as reason:
        return {"unknown": str(reason)}


def admission_answer(verdict: AdmissionVerdict) -> dict[str, Any]:
    """Whether the object is admitted, who refuses it with what words, and what is stored."""
    found: dict[str, Any] = {
        "accepted": verdict.accepted,
        "by": verdict.by,
        "code": verdict.code,
        "message": verdict.message,
        "warnings": list(verdict.warnings),
    }
    if verdict.accepted:
        found["object"] = verdict.object
    if verdict.not_judged:
        found["not_judged"] = list(verdict.not_judged)
    return found


def scheduling_answer(verdict: SchedulerVerdict) -> dict[str, Any]:
    """Which nodes are feasible, and why the others are not."""
    statuses = {
        node: {"code": str(each.code), "plugin": each.plugin, "reasons": list(each.reasons)}
        for node, each in verdict.statuses.items()
    }
    return {
        "outcome": str(verdict.outcome),
        "feasible": verdict.feasible,
        "statuses": statuses,
        "message": verdict.message,
        "nominated": verdict.nominated,
        "victims": [{"pod": each.pod, "node": each.node} for each in verdict.victims],
    }
