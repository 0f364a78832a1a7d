"""What upstream's own checks said of many pods, for each policy version: skipped where the corpus is not at hand."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube import podsecurity
from podbuilder.kube.core import versions

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
RECORDED = versions.VERSIONS[: versions.VERSIONS.index(versions.NEWEST_RECORDED) + 1]


@lru_cache
def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [row for line in file if "facts" in (row := json.loads(line))]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of recorded verdicts is not at hand")
@pytest.mark.parametrize("version", RECORDED)
@pytest.mark.parametrize("name", ["generated", "upstream", "realworld"])
def test_every_recorded_verdict(name: str, version: str) -> None:
    assert rows(name)
    for row in rows(name):
        for level in ("baseline", "restricted"):
            by_policy = row["facts"]["pss"][level]
            want = by_policy[
                max((v for v in by_policy if versions.minor(v) <= versions.minor(version)), key=versions.minor)
            ]
            got = [violation.check for violation in podsecurity.evaluate(row["defaulted"], level, version)]
            assert sorted(got) == sorted(want), (row["id"], level)
