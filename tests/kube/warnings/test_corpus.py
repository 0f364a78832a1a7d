"""Whether the server of the newest recorded version warned of many pods: skipped where the corpus is not at hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.warnings import warnings_for_pod

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of recorded verdicts is not at hand")
@pytest.mark.parametrize("name", ["generated", "upstream", "realworld"])
def test_every_recorded_verdict(name: str) -> None:
    accepted = 0
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if "defaulted" in row:
                accepted += 1
                found = list(warnings_for_pod(row["defaulted"], versions.NEWEST_RECORDED, row["pod"]))
                warned = row["verdicts"][versions.NEWEST_RECORDED].get("warnings")
                assert bool(found) is bool(warned), (row["id"], warned, found)
    assert accepted
