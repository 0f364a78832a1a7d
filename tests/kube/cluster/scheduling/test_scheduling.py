"""Every module of the scheduler on its table of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube.cluster.scheduling.status import Code, NotJudged
from podbuilder.kube.cluster.scheduling.version_table import SPANS
from podbuilder.kube.core import versions
from tests.kube.cluster.scheduling.table import TABLES_OF_COPIES, verdict_of
from tests.support.cases import Case, load

HERE = Path(__file__).parent
OTHERS = {*(HERE / name for name in TABLES_OF_COPIES), *(HERE / "scores").glob("*.yaml")}
TABLES = sorted(set(HERE.rglob("*.yaml")) - OTHERS)
CASES = [
    pytest.param(case, id=f"{table.stem}: {case.name}") for table in TABLES for case in load(str(table), table.name)
]


# A row whose other side shows in the cases of the next row alone.
ONE_SIDED = {"PrepareIsCounted", "OthersAreTold"}


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: Case) -> None:
    verdict = verdict_of(case)
    assert verdict.feasible == case.get("fits", [])
    if "outcome" in case:
        assert str(verdict.outcome) == case["outcome"]
    if "refused" in case:
        assert {node: [each.plugin, *each.reasons] for node, each in verdict.statuses.items()} == case["refused"]
    if "hopeful" in case:
        hopeful = [node for node, each in verdict.statuses.items() if each.code is Code.UNSCHEDULABLE]
        assert sorted(hopeful) == sorted(case["hopeful"])
    if "message" in case:
        assert verdict.message == case["message"]
    assert verdict.nominated == case.get("nominated", "")
    assert sorted(each.pod for each in verdict.victims) == sorted(case.get("victims", []))


def test_every_difference_between_versions_has_its_cases() -> None:
    """Each names the row of the table that it tries, and the file and the version of upstream that it mirrors."""
    tables = [Path(__file__).with_name("version_table.yaml"), Path(__file__).parent / "scores" / "version_table.yaml"]
    cases = [case for table in tables for case in load(str(table), table.name)]
    assert {case["row"] for case in cases} == SPANS.keys()
    assert all(case["mirrors"].startswith(f"v{case['version']} ") for case in cases)
    for row, span in SPANS.items():
        tried = {span.holds(versions.minor(case["version"])) for case in cases if case["row"] == row}
        assert tried == {True, False} or row in ONE_SIDED, row


def test_a_search_without_end_is_given_up() -> None:
    devices = [{"name": f"g{number}", "attributes": {"numa": {"int": number % 2}}} for number in range(60)]
    constraints = [{"matchAttribute": "gpu/numa"}]
    requests = [{"name": "r", "exactly": {"deviceClassName": "gpu", "count": 31}}]
    case = Case(
        "",
        {
            "nodes": {"a": {}},
            "objects": {
                "DeviceClass gpu": {"spec": {}},
                "ResourceSlice a": {"spec": {"nodeName": "a", "devices": devices}},
                "ResourceClaim gpu": {"spec": {"devices": {"requests": requests, "constraints": constraints}}},
            },
            "pod": {"spec": {"resourceClaims": [{"name": "gpu", "resourceClaimName": "gpu"}]}},
        },
    )
    with pytest.raises(NotJudged, match="too many ways"):
        verdict_of(case)
