"""What people pasted in public threads, as a report tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from podbuilder.kube import lint
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.results import PassedBy, PodResult, Unreadable, of_yaml
from tests.kube import test_public_cases
from tests.kube.lint.test_public_cases import SAVES
from tests.support.cases import Case, cases, load
from tests.support.source_tree import ROOT

TABLE = "public_cases.yaml"
KUBE = ROOT / "tests/kube"
ROWS = {
    row["id"]: row for row in map(json.loads, (KUBE / "public_cases.jsonl").read_text(encoding="utf-8").splitlines())
}


def has_all(expected: Iterable[list[object]], found: list[tuple[int, str]]) -> bool:
    return all(any(line == at and part in text for at, text in found) for line, part in expected)


@cases(__file__, TABLE)
def test_what_is_said(case: Case) -> None:
    row = ROWS[case.name]
    results = list(of_yaml("pod.yaml", row["input"].encode(), row["version"], lint.DEFAULT))
    said: list[tuple[int, str]] = []
    hints: list[tuple[int, str]] = []
    for result in results:
        if isinstance(result, PodResult):
            hints += [(hint.line, hint.message) for hint in result.hints]
            said += [(place.line, one.message) for one in result.remarks() if (place := result.position(one.path))]
            assert result.review.accepted == case.get("accepted", False)
            assert result.review.pods_accepted == (result.review.accepted and not case.get("are_pods_refused", False))
            assert case.get("not_judged", "") in result.review.not_judged
        elif isinstance(result, CompanionResult):
            assert result.review.accepted
        elif isinstance(result, Unreadable):
            said.append((result.position.line if result.position else 0, result.reason))
    assert has_all(case.get("said", []), said), said
    assert has_all(case.get("hints", []), hints), hints
    passed_by = [(one.line, one.reason) for one in results if isinstance(one, PassedBy)]
    assert has_all(case.get("passed_by", []), passed_by), passed_by
    assert [one.owner for one in results if isinstance(one, CompanionResult)] == case.get("companions", [])
    cleaned = diagnose(row["input"]).cleaned
    assert bool(cleaned) == case.get("is_cleaned", False)
    if "fixed" in case or "left" in case:
        review = test_public_cases.mended(Manifest.read(cleaned or row["input"]), row["version"])
        left = [error.detail for error in (*review.wrapper_errors, *review.errors)]
        assert all(part in detail for part, detail in zip(case.get("left", []), left, strict=True)), left


def test_every_case_is_in_a_table() -> None:
    said, reported = load(test_public_cases.__file__, TABLE), load(__file__, TABLE)
    held = {case.name for case in (*said, *reported)} | SAVES.keys()
    assert held == ROWS.keys()


# The record keeps only the beginnings of three long texts, so these are written anew.
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: big\nspec:\n  containers:\n  - name: a\n    image: a:1\n"
MAP = "# Source: chart/templates/p{0}.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c{0}\n---\n"
LONG = {
    "c210": POD + "    args:\n" + "".join(f"    - --flag-{n}=value-{n}\n" for n in range(1200)),
    "c211": POD + f"    env:\n    - name: BLOB\n      value: {'x' * 60_000}\n",
    "c213": "".join(MAP.format(n) for n in range(60)) + POD,
}


@pytest.mark.parametrize(("id", "others"), [("c210", 0), ("c211", 0), ("c213", 60)])
def test_a_long_text_is_accepted(id: str, others: int) -> None:
    results = list(of_yaml("pod.yaml", LONG[id].encode(), "1.33", lint.DEFAULT))
    (pod,) = (one for one in results if isinstance(one, PodResult))
    assert pod.review.accepted
    maps = [one for one in results if isinstance(one, CompanionResult)]
    assert len(maps) == others == len(results) - 1
    assert all(one.review.accepted for one in maps)
