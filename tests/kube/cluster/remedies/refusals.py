"""The refusals of the corpus: invented pods that real servers and schedulers refused, and what is offered for them.

Pods of other people are left out. Whoever wants all figures runs `python benchmarks/remedies.py`.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from podbuilder.kube.cluster.admission.verdict import FURTHER
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer, answer_to
from podbuilder.kube.cluster.remedies.offer import remedies_for
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.manifest import Manifest

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpus" / "cluster"
RUNS = (PodOutcome.SCHEDULED, PodOutcome.ASSIGNED, PodOutcome.GATED, PodOutcome.OTHER_SCHEDULER)
WAITS = (PodOutcome.UNSCHEDULABLE, PodOutcome.NO_ATTEMPT)


@dataclass(frozen=True)
class Refusal:
    """A pod that our own verdict refuses as well, and who refuses it."""

    id: str
    snapshot: Snapshot
    manifest: Manifest
    version: str
    plugins: frozenset[str]
    answer: ClusterAnswer

    @property
    def by(self) -> set[str]:
        """The plugins that refuse it, of admission or on some node."""
        if not self.answer.admission.accepted:
            return {self.answer.admission.by}
        scheduling = self.answer.scheduling
        assert scheduling is not None
        return {one.plugin or "not tried" for one in scheduling.statuses.values()} or {str(scheduling.outcome)}

    def remedies(self) -> list[Remedy]:
        return remedies_for(self.snapshot, self.manifest, self.version, self.answer, self.plugins)

    def is_lifted_by(self, remedy: Remedy) -> bool:
        """Whether the pod runs with the remedy, or where more remains, whether it gets further than before."""
        after = answer_to(self.snapshot, self.manifest.patch(remedy.edits), self.version, self.plugins)
        now, before = after.admission, self.answer.admission
        if not now.accepted:
            return bool(remedy.remaining) and not before.accepted and now.message != before.message
        if after.scheduling is None or after.scheduling.outcome in RUNS:
            return not remedy.remaining
        if not before.accepted:
            return bool(remedy.remaining)
        assert self.answer.scheduling is not None
        refused = self.answer.scheduling.statuses
        is_other = any(
            one.plugin != refused[node].plugin for node, one in after.scheduling.statuses.items() if node in refused
        )
        return bool(remedy.remaining) and (is_other or after.scheduling.outcome is not self.answer.scheduling.outcome)


@dataclass
class Figures:
    """How many are refused, by plugin, how many of them are offered something, and how many what is enough."""

    refused: Counter[str] = field(default_factory=Counter)
    helped: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    offered: int = 0
    # The titles of remedies that do not do what they are for, with the pod's id.
    broken: list[str] = field(default_factory=list)

    def add(self, refusal: Refusal) -> None:
        found = refusal.remedies()
        self.offered += len(found)
        self.broken += [f"{refusal.id}: {one.title}" for one in found if not refusal.is_lifted_by(one)]
        for name in (*refusal.by, "any"):
            self.refused[name] += 1
            self.helped[name] += bool(found)
            self.mended[name] += any(not one.remaining for one in found)


def rows(name: str) -> Iterator[Any]:
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def refusals(part: str, one_in: int = 1) -> Iterator[Refusal]:
    """Every so many of the pods that are refused: by admission, or by the scheduler."""
    name = {"admission": "admission", "scheduling": "scheduler"}[part]
    snapshots = {row["id"]: Snapshot(row["objects"]) for row in rows(f"snapshots-{name}")}
    for row in [one for one in rows(name) if "realworld" not in one][::one_in]:
        pod = row["pod"] if part == "admission" else {"apiVersion": "v1", "kind": "Pod", **row["created"]}
        manifest, snapshot = Manifest.read(json.dumps(pod)), snapshots[row["snapshot"]]
        version = row.get("version", "1.36")
        plugins = frozenset(FURTHER) if row.get("plugins") == "default+5" else frozenset[str]()
        answer = answer_to(snapshot, manifest, version, plugins)
        if part == "admission":
            is_refused = not answer.admission.accepted
        else:
            is_refused = answer.scheduling is not None and answer.scheduling.outcome in WAITS
        if is_refused:
            yield Refusal(row["id"], snapshot, manifest, version, plugins, answer)
