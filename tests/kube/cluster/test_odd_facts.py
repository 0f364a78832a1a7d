"""Snapshots in which things are missing or of another type: there is a verdict all the same."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.cluster.facts import facts_of
from podbuilder.kube.cluster.pod_copies import PodCopies
from podbuilder.kube.cluster.scheduling.copies import copies
from podbuilder.kube.cluster.scheduling.scheduler import schedule
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core import versions

ODD: tuple[Any, ...] = (None, "", 0, -1, True, [], {}, "x", "9" * 30, [None], {"": ""}, 2**70, "-5", 1.5)
RECORDED = Path(__file__).with_name("scheduling") / "recorded.jsonl.gz"


def spoilt(value: Any, chance: float, dice: random.Random) -> Any:
    if dice.random() < chance:
        return dice.choice(ODD)
    if isinstance(value, dict):
        return {key: spoilt(each, chance, dice) for key, each in value.items() if dice.random() > chance}
    return [spoilt(each, chance, dice) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("chance", [0.01, 0.05])
def test_nothing_in_a_snapshot_stops_the_verdict(chance: float) -> None:
    dice = random.Random(f"seed {chance}")
    snapshot = Snapshot({})
    judged = 0
    with gzip.open(RECORDED, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "objects" in row:
                items = [{"kind": kind, **each} for kind, objects in row["objects"].items() for each in objects]
                snapshot = Snapshot(facts_of(spoilt(each, chance, dice) for each in items).objects)
                continue
            version = dice.choice(versions.VERSIONS)
            try:
                schedule(snapshot, row["pod"], version)
                copies(snapshot, PodCopies(snapshot, row["pod"]), version, 3)
                judged += 1
            except NotJudged:
                continue
    assert judged > 200
