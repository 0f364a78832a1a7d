"""What people pasted in public threads, as a report tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from podbuilder.kube import lint
from podbuilder.kube.paste import diagnose
from podbuilder.kube.reports.results import PassedBy, PodResult, Unreadable, of_yaml
from tests.support.cases import Case, cases
from tests.support.source_tree import ROOT

ROWS = {
    row["id"]: row
    for row in map(json.loads, (ROOT / "tests/kube/public_cases.jsonl").read_text(encoding="utf-8").splitlines())
}


def has_all(expected: Iterable[list[object]], found: list[tuple[int, str]]) -> bool:
    return all(any(line == at and part in text for at, text in found) for line, part in expected)


@cases(__file__, "public_cases.yaml")
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
        elif isinstance(result, Unreadable):
            said.append((result.position.line if result.position else 0, result.reason))
    assert has_all(case.get("said", []), said), said
    assert has_all(case.get("hints", []), hints), hints
    passed_by = [(one.line, one.reason) for one in results if isinstance(one, PassedBy)]
    assert has_all(case.get("passed_by", []), passed_by), passed_by
    assert bool(diagnose(row["input"]).cleaned) == case.get("is_cleaned", False)
