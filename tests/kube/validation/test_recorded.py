"""What real API servers of each version refused: pods grown at random from the schema, and the causes that came back.

Each row of recorded.jsonl.gz is a pod and, by version, its set of causes (field and type), which is empty where the
server took the pod. The rows were chosen so that every version, kind of field and type of cause is among them.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.decoding import decode
from tests.kube.validation.judge import judge

RECORDED = [version for version in versions.VERSIONS if versions.minor(version) <= versions.minor("1.36")]


@cache
def rows() -> list[dict[str, Any]]:
    with gzip.open(Path(__file__).with_name("recorded.jsonl.gz"), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.mark.parametrize("version", RECORDED)
def test_the_causes_are_those_of_the_server(version: str) -> None:
    judged = [row for row in rows() if version in row["causes"]]
    assert len(judged) > 300
    for row in judged:
        errors = judge(decode(row["pod"], version).document, version)
        found = sorted({(str(error.path), str(error.type)) for error in errors})
        assert found == [tuple(cause) for cause in row["causes"][version]], row["id"]
        assert all(error.detail.endswith(".") for error in errors), row["id"]


def test_the_rows_speak_of_accepted_and_refused_pods() -> None:
    for version in RECORDED:
        causes = [row["causes"][version] for row in rows() if version in row["causes"]]
        assert causes.count([]) > 10
        assert len({(field, type) for row in causes for field, type in row}) > 100
