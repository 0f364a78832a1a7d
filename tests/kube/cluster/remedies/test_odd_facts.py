"""Snapshots in which things are missing or of another type: remedies are looked for all the same."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from podbuilder.kube.cluster.cluster_answer import answer_to
from podbuilder.kube.cluster.facts import facts_of
from podbuilder.kube.cluster.remedies.offer import remedies_for
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.manifest import Manifest
from tests.kube.cluster.test_odd_facts import RECORDED, spoilt

ADMISSION = RECORDED.parents[1] / "admission" / "recorded.jsonl.gz"


@pytest.mark.parametrize("recorded", [RECORDED, ADMISSION], ids=["scheduling", "admission"])
@pytest.mark.parametrize("chance", [0.01, 0.05])
def test_nothing_in_a_snapshot_stops_the_search(recorded: Path, chance: float) -> None:
    dice = random.Random(f"seed {chance}")
    snapshots = {"": Snapshot({})}
    helped = 0
    with gzip.open(recorded, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "objects" in row:
                items = [{"kind": kind, **each} for kind, objects in row["objects"].items() for each in objects]
                facts = facts_of(spoilt(each, chance, dice) for each in items)
                # Pods of the scheduler's file are asked about in the snapshot before them.
                snapshots[row.get("snapshot", "")] = snapshots[""] = Snapshot(facts.objects)
            elif not (row.get("accepted") or row.get("outcome") == "scheduled"):
                snapshot = snapshots[row.get("snapshot", "")]
                manifest = Manifest.read(json.dumps({"apiVersion": "v1", "kind": "Pod", **row["pod"]}))
                helped += bool(remedies_for(snapshot, manifest, "1.36", answer_to(snapshot, manifest, "1.36")))
    assert helped > 20
