"""The page of a draft's cluster: what admission does with it, where its pod can run, and what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.draft_cluster import answer_of
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.cluster_line import in_words, kind_of
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.clusters.shelf import snapshot_of
from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer, copies_of
from podbuilder.kube.cluster.remedies.offer import remedies_for
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.scheduling.copies import Copies
from podbuilder.kube.cluster.scheduling.status import Status
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.manifest.text_diff import DiffLine, changes
from podbuilder.kube.review import review_manifest

# As many nodes of a group are named; the others are counted.
NAMED = 12
_SHOWN = ("metadata", "spec")


class NodeGroup(NamedTuple):
    """The nodes that refuse the pod for the same reasons."""

    plugin: str
    reasons: tuple[str, ...]
    nodes: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        return self.nodes[:NAMED]

    @property
    def more(self) -> int:
        return max(0, len(self.nodes) - NAMED)


class NumberedRemedy(NamedTuple):
    """A remedy with the number that its address has."""

    number: int
    remedy: Remedy


@dataclass(frozen=True)
class ClusterPage:
    """A draft's pod, or the workload around it, in a cluster."""

    draft: Draft
    manifest: Manifest
    cluster: ClusterSnapshot

    @cached_property
    def answer(self) -> ClusterAnswer:
        return answer_of(self.draft, self.manifest, self.cluster)

    @property
    def words(self) -> str:
        """The scheduler's verdict in a few words."""
        return in_words(self.answer).removeprefix("admitted · ")

    @property
    def kind(self) -> str:
        return kind_of(self.answer)

    @property
    def refused(self) -> AdmissionVerdict | None:
        """The refusal of the object, or of the pod that it makes; None for what is admitted."""
        admission = self.answer.admission
        return None if admission.accepted else admission

    @cached_property
    def difference(self) -> list[DiffLine]:
        """What admission changes in the pod, beyond the defaults that every server fills in."""
        admission = self.answer.admission
        if not admission.accepted:
            return []
        filled = review_manifest(self._shown, self.draft.kubernetes).facts.defaulted
        before, after = _text(filled), _text(admission.object)
        return changes(before, after) if before != after else []

    @cached_property
    def _shown(self) -> Manifest:
        return self.draft.with_defaults(self.manifest.nearest_pod)

    @cached_property
    def groups(self) -> list[NodeGroup]:
        """The nodes that refuse the pod, those of the most frequent reasons first."""
        found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for node, status in self._statuses.items():
            found.setdefault((status.plugin, tuple(sorted(status.reasons))), []).append(node)
        groups = [NodeGroup(plugin, reasons, tuple(nodes)) for (plugin, reasons), nodes in found.items()]
        return sorted(groups, key=lambda group: -len(group.nodes))

    @property
    def _statuses(self) -> Mapping[str, Status]:
        scheduling = self.answer.scheduling
        return scheduling.statuses if scheduling else {}

    @property
    def feasible(self) -> NodeGroup:
        """The nodes that take the pod."""
        scheduling = self.answer.scheduling
        return NodeGroup("", (), tuple(scheduling.feasible) if scheduling else ())

    @cached_property
    def more_copies(self) -> Copies | None:
        """How many copies of a pod that fits find room; None where that is not judged."""
        if not self.feasible.nodes:
            return None
        return copies_of(snapshot_of(self.cluster), self._shown, self.answer, self.draft.kubernetes)

    @property
    def notes_on_copies(self) -> tuple[str, ...]:
        """What is not counted of replicas, or of further copies."""
        placed = self.answer.replicas or self.more_copies
        return placed.notes if placed else ()

    @cached_property
    def remedies(self) -> list[NumberedRemedy]:
        """What would help, numbered in the order of the page."""
        return [NumberedRemedy(number, remedy) for number, remedy in enumerate(self._remedies)]

    @cached_property
    def _remedies(self) -> Sequence[Remedy]:
        return remedies_for(snapshot_of(self.cluster), self._shown, self.draft.kubernetes, self.answer)


def _text(pod: Document) -> str:
    metadata = {name: pod["metadata"][name] for name in ("labels", "annotations") if pod["metadata"].get(name)}
    shown = {name: pod[name] for name in _SHOWN if name in pod}
    return write({**shown, "metadata": metadata})
