"""Invented clusters and pods, and what real schedulers of 1.33 and 1.36 said of them.

A line is a snapshot, or a pod in the snapshot before it with the scheduler's answer: the nodes that passed all
filters, the first refusal of each other node, the message, and where there was preemption, its node and victims. Among
equally good nodes it chose by chance; `nominated_alternatives` are others that it chose.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.cluster.scheduling.scheduler import schedule
from podbuilder.kube.cluster.snapshot import Snapshot

ROWS = Path(__file__).with_name("recorded.jsonl.gz")


def recorded() -> Iterator[Any]:
    snapshot = Snapshot({})
    with gzip.open(ROWS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "objects" in row:
                snapshot = Snapshot(row["objects"])
            else:
                yield pytest.param(snapshot, row, id=row["id"])


@pytest.mark.parametrize(("snapshot", "row"), list(recorded()))
def test_the_scheduler_said_the_same(snapshot: Snapshot, row: dict[str, Any]) -> None:
    verdict = schedule(snapshot, row["pod"], row["version"])
    assert str(verdict.outcome) == row["outcome"]
    assert sorted(verdict.feasible) == sorted(row.get("feasible") or ())
    for node, said in (row.get("statuses") or {}).items():
        found = verdict.statuses[node]
        assert (found.plugin, str(found.code)) == (said["plugin"], said["code"])
        assert sorted(found.reasons) == sorted(said["reasons"])
    if row["outcome"] == "unschedulable":
        assert verdict.message == row["message"]
    equals = row.get("nominated_alternatives")
    assert verdict.nominated in {row.get("nominated", ""), *(equals or ())}
    if not equals:
        assert sorted(each.pod for each in verdict.victims) == sorted(row.get("victims", ()))
