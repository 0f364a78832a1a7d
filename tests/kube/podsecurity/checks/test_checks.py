"""Each control with its table of cases.

A case names a `level`, and the check `violates` these paths there, or says nothing. That holds for the policies from
`since` to `until` (all of them, if not given), and does not hold for the others.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube import podsecurity
from podbuilder.kube.core import versions
from podbuilder.kube.podsecurity.evaluate import all_checks
from tests.support.cases import Case, load

HERE = Path(__file__).parent
TABLES = {path.stem: load(__file__, path.name) for path in sorted(HERE.glob("*.yaml"))}
CHECKS = {check.versions[-1][1].__name__.rpartition("_1_")[0]: check for check in all_checks()}
# This check borrows its function from the baseline one.
CHECKS["proc_mount_restricted"] = next(check for check in all_checks() if check.id == "procMount_restricted")
CHECKS["proc_mount"] = next(check for check in all_checks() if check.id == "procMount")


@pytest.mark.parametrize(
    ("name", "case"), [pytest.param(n, c, id=f"{n}: {c.name}") for n, cases in TABLES.items() for c in cases]
)
def test_check(name: str, case: Case) -> None:
    since, until = (versions.minor(case.get(key, end)) for key, end in (("since", "1.25"), ("until", "1.37")))
    for version in versions.VERSIONS:
        found = [v for v in podsecurity.evaluate(case.pod, case["level"], version) if v.check == CHECKS[name].id]
        paths = [str(path) for violation in found for path in violation.paths]
        assert (paths == case.get("violates", [])) is (since <= versions.minor(version) <= until), (version, paths)
        if paths:
            (violation,) = found
            assert case.get("detail", "") in violation.detail
            assert any(case.get("change", "") in change for change in violation.changes)
            assert len(violation.changes) == len(violation.paths)
            assert violation.reason == CHECKS[name].reason


def test_each_check_has_a_table_and_each_table_a_check() -> None:
    assert set(TABLES) == set(CHECKS)
    assert len(CHECKS) == len(all_checks())


@pytest.mark.parametrize("name", TABLES)
def test_each_table_begins_quietly_and_has_both_kinds(name: str) -> None:
    fires = ["violates" in case for case in TABLES[name]]
    assert fires == sorted(fires)
    assert set(fires) == {False, True}


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.id)
def test_what_a_check_says_are_sentences(check) -> None:
    assert check.title[0].isupper()
    assert not check.title.endswith(".")
    assert check.reason[0].islower()
    for case in (case for cases in TABLES.values() for case in cases):
        for violation in podsecurity.evaluate(case.pod, case["level"], "1.36"):
            for sentence in (violation.detail, *violation.changes):
                assert sentence[0].isupper(), sentence
                assert sentence.endswith("."), sentence
