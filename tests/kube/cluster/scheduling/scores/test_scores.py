"""Which of the nodes that a pod fits the scheduler likes best: on tables of cases, and as recorded."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.cluster.scheduling.scheduler import schedule
from podbuilder.kube.cluster.scheduling.scores.node_scores import node_scores
from podbuilder.kube.cluster.snapshot import Snapshot
from tests.kube.cluster.scheduling.table import pod_of, snapshot_of
from tests.support.cases import Case, load

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{table.stem}: {case.name}")
    for table in sorted(HERE.glob("*.yaml"))
    for case in load(str(table), table.name)
]


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: Case) -> None:
    """`scores` are those of the plugins that a case names, by node."""
    snapshot, pod, version = snapshot_of(case), pod_of("subject", case.get("pod") or {}), case.get("version", "1.36")
    found = node_scores(snapshot, pod, version, schedule(snapshot, pod, version).feasible)
    wanted = case.get("scores", {})
    plugins = {plugin for scores in wanted.values() for plugin in scores}
    named = {node: {plugin: scores.get(plugin) for plugin in plugins} for node, scores in found.items()}
    assert named == {node: {plugin: scores.get(plugin) for plugin in plugins} for node, scores in wanted.items()}


def recorded() -> Iterator[Any]:
    snapshot = Snapshot({})
    with gzip.open(HERE.parent / "recorded.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "objects" in row:
                snapshot = Snapshot(row["objects"])
            elif row.get("scores"):
                yield pytest.param(snapshot, row, id=row["id"])


@pytest.mark.parametrize(("snapshot", "row"), list(recorded()))
def test_the_scheduler_scored_the_same(snapshot: Snapshot, row: dict[str, Any]) -> None:
    assert node_scores(snapshot, row["pod"], row["version"], row["feasible"]) == row["scores"]
