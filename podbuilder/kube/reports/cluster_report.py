"""What a cluster does to each pod of a file, in lines for people and in JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from podbuilder.kube.cluster.cluster_answer import ClusterAnswer, answer_to, ranked_nodes
from podbuilder.kube.cluster.remedies.offer import remedies_for
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.scheduling.copies import Copies
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome, SchedulerVerdict
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.printable import printable_line
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_pods import file_pods
from podbuilder.kube.reports.cluster_answers import admission_answer, scheduling_answer
from podbuilder.kube.yamltext.errors import YamlProblem

# So many nodes are named, and the others counted.
_NAMED_NODES = 10
_ENDS = {
    PodOutcome.GATED: "waits behind its scheduling gates",
    PodOutcome.NO_ATTEMPT: "waits for claims of devices that are not there",
    PodOutcome.ASSIGNED: "has its node already",
    PodOutcome.OTHER_SCHEDULER: "is left to another scheduler",
}


@dataclass(frozen=True)
class ClusterResult:
    """A pod of a file, and what becomes of it."""

    where: str
    owner: str
    answer: ClusterAnswer
    # The nodes that it fits, the best first.
    nodes: Sequence[str] = ()
    # What would let the cluster take it.
    remedies: Sequence[Remedy] = ()

    @property
    def is_fine(self) -> bool:
        """Whether the pod is admitted, and neither it nor a replica of it is left without a node."""
        scheduling = self.answer.scheduling
        waits = scheduling is not None and scheduling.outcome in (PodOutcome.UNSCHEDULABLE, PodOutcome.NO_ATTEMPT)
        lacks_room = self.answer.replicas is not None and bool(self.answer.replicas.message)
        return self.answer.admission.accepted and not waits and not lacks_room

    def text_lines(self) -> Iterator[str]:
        """Warnings and notes first, then the verdict, and behind it what would help."""
        start = f"{self.where}: {self.owner}"
        for warning in self.answer.admission.warnings:
            yield printable_line(f"{start}: warning: {warning}")
        for note in self.answer.not_judged:
            yield printable_line(f"{start}: note: {note}")
        yield from (printable_line(f"{start}: {words}") for words in self._verdict())
        for remedy in self.remedies:
            rest = f"; what comes next: {remedy.remaining}" if remedy.remaining else ""
            yield printable_line(f"{start}: would help: {remedy.title} ({remedy.field}){rest}")

    def json_lines(self) -> Iterator[str]:
        """One object."""
        scheduling = self.answer.scheduling
        content = {"where": self.where, "owner": self.owner, "admission": admission_answer(self.answer.admission)}
        yield json.dumps(
            {
                **content,
                "scheduling": scheduling and scheduling_answer(scheduling),
                "ranked": list(self.nodes),
                "replicas": self.answer.replicas and self.answer.replicas._asdict(),
                "remedies": [
                    {"title": one.title, "field": str(one.field), "remaining": one.remaining} for one in self.remedies
                ],
                "not_judged": list(self.answer.not_judged),
            }
        )

    def _verdict(self) -> Iterator[str]:
        admission, scheduling = self.answer.admission, self.answer.scheduling
        if not admission.accepted:
            yield f"refused by {admission.by}: {admission.message}"
        elif scheduling is None:
            yield "admitted"
        elif scheduling.outcome is PodOutcome.SCHEDULED:
            nodes = len(scheduling.feasible) + len(scheduling.statuses)
            yield f"admitted, fits {len(scheduling.feasible)} of {_nodes(nodes)}: {_listed(self.nodes)}"
            yield from _replicas(self.answer.replicas)
        elif scheduling.outcome is PodOutcome.UNSCHEDULABLE:
            yield f"admitted, fits none of {_nodes(len(scheduling.statuses))}: {scheduling.message}"
            yield from _preemption(scheduling)
        else:
            yield f"admitted, {_ENDS[scheduling.outcome]}"


def results(
    snapshot: Snapshot, name: str, content: bytes, version: str, plugins: Collection[str]
) -> Iterator[ClusterResult | str]:
    """What becomes of each pod of a file; a text says what of it cannot be read. Other objects are passed by."""
    try:
        for found in file_pods(content):
            if isinstance(found, YamlProblem):
                yield _unread(name, found)
            elif isinstance(found, Manifest):
                where = f"{name}:{found.where_in_document(found.object_path or ROOT).line}"
                owner = f"{found.kind}/{found.name}"
                answer = answer_to(snapshot, found, version, plugins)
                nodes = ranked_nodes(snapshot, answer, version)
                remedies = remedies_for(snapshot, found, version, answer, plugins)
                yield ClusterResult(where, owner, answer, nodes, remedies)
    except YamlProblem as problem:
        yield _unread(name, problem)


def _unread(name: str, problem: YamlProblem) -> str:
    return f"{name}:{problem.line}:{problem.column}: error: {problem.message}"


def _nodes(number: int) -> str:
    return f"{number} node" if number == 1 else f"{number} nodes"


def _listed(names: Sequence[str]) -> str:
    further = len(names) - _NAMED_NODES
    return ", ".join(names[:_NAMED_NODES]) + (f" and {further} more" if further > 0 else "")


def _replicas(placed: Copies | None) -> Iterator[str]:
    """How many replicas find room together."""
    if placed:
        yield from (f"note: {note}" for note in placed.notes)
        nodes = _listed([f"{number} on {node}" for node, number in placed.nodes.items()])
        if placed.message:
            yield f"of its replicas {placed.total} find room: {nodes}; for one more {placed.message}"
        else:
            yield f"its {placed.total} replicas find room: {nodes}"


def _preemption(verdict: SchedulerVerdict) -> Iterator[str]:
    if verdict.nominated:
        victims = _listed([each.pod for each in verdict.victims])
        yield f"takes the place of others on {verdict.nominated}: {victims or 'pods that are being deleted already'}"
