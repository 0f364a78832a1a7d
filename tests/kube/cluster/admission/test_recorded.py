"""What a real API server answered: Kubernetes 1.36.2, asked about invented pods in invented clusters.

Left out are answers that are random there, as which of two quotas is told. The words of validation are our own.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.cluster.admission.verdict import FURTHER, admit
from podbuilder.kube.cluster.snapshot import Snapshot

RECORDED = gzip.decompress(Path(__file__).with_name("recorded.jsonl.gz").read_bytes())
LINES = [json.loads(line) for line in RECORDED.splitlines()]
SNAPSHOTS = {line["snapshot"]: Snapshot(line["objects"]) for line in LINES if "objects" in line}
ROWS = [line for line in LINES if "pod" in line]
MADE_UP = {"uid", "creationTimestamp", "namespace", "generation"}


def pruned(value: Any) -> Any:
    """A value without what is empty."""
    if isinstance(value, dict):
        found = {name: pruned(inner) for name, inner in value.items()}
        return {name: inner for name, inner in found.items() if inner not in (None, {}, [], "")}
    return [pruned(one) for one in value] if isinstance(value, list) else value


def stored(whole: dict[str, Any]) -> dict[str, Any]:
    metadata = {name: value for name, value in whole.get("metadata", {}).items() if name not in MADE_UP}
    found: dict[str, Any] = pruned({"metadata": metadata, "spec": whole.get("spec", {})})
    return found


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_answers_are_those_of_the_server(name: str) -> None:
    rows = [row for row in ROWS if row["snapshot"] == name]
    assert rows
    for row in rows:
        verdict = admit(SNAPSHOTS[name], row["pod"], "1.36", FURTHER if row["further"] else ())
        assert (verdict.accepted, verdict.by, verdict.code) == (row["accepted"], row["by"], row["code"]), row["id"]
        assert sorted(verdict.warnings) == row["warnings"], row["id"]
        if row["by"] not in ("validation", "decode"):
            assert verdict.message == row["message"], row["id"]
        if row["accepted"]:
            assert stored(verdict.object) == row["object"], row["id"]
