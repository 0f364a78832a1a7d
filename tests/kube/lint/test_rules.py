"""Every rule on its table: silent where it should be, exact where it fires, and mended by its own fix."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint import Profile, Severity, Surroundings, all_rules, apply, fix, run
from podbuilder.kube.review import review
from tests.kube.lint.table import TABLES, around_of, base, cases_of, pod_of, profile_of, version_of
from tests.support.cases import Case
from tests.support.pods import Pod, path_of

MOST_ROUNDS = 12
SENTENCE = re.compile(r"[A-Z].*\.", re.DOTALL)


def named(table: Path) -> str:
    return table.stem.replace("_", "-")


EVERY_CASE = [pytest.param(named(t), case, id=f"{t.stem}: {case.name}") for t in TABLES for case in cases_of(t)]


def of_rule(rule: str, pod: Pod, version: str, profile: Profile, around: Surroundings) -> list[Finding]:
    return [finding for finding in run(pod, version, profile, around) if finding.rule == rule]


def loud(pod: Pod, version: str, profile: Profile, around: Surroundings) -> set[tuple[str, str]]:
    """The findings of warning or above, by rule and place."""
    rules = all_rules()
    findings = run(pod, version, profile, around)
    return {(f.rule, str(f.path)) for f in findings if rules[f.rule].rule.severity >= Severity.WARNING}


def errors(pod: Pod, version: str) -> set[tuple[str, str]]:
    return {(str(e.path), e.detail) for e in review(pod, version).errors}


def test_the_good_pod_is_good() -> None:
    assert run(base()) == ()
    assert review(base()).accepted


@pytest.mark.parametrize(("rule", "case"), EVERY_CASE)
def test_a_case(rule: str, case: Case) -> None:
    pod, version, profile, around = pod_of(case), version_of(case), profile_of(case, rule), around_of(case)
    found = of_rule(rule, pod, version, profile, around)
    assert [str(f.path) for f in found] == list(case.get("found", []))
    assert [f.message for f in found] == list(case.get("says", []))
    assert [str(f.place) for f in found if f.place is not None] == list(case.get("places", []))
    for finding in found:
        assert SENTENCE.fullmatch(finding.message), finding.message
    if "refused" not in case:
        assert errors(pod, version) == set()


@pytest.mark.parametrize(("rule", "case"), [p for p in EVERY_CASE if "fail" in p.values[1]])
def test_a_fix(rule: str, case: Case) -> None:
    """One fix after the other until none is offered: each takes its finding away, adds nothing and repeats nothing."""
    pod, version, profile, around = pod_of(case), version_of(case), profile_of(case, rule), around_of(case)
    fixes = 0
    for _ in range(MOST_ROUNDS):
        offers = [(f, fix(pod, f, version, profile, around)) for f in of_rule(rule, pod, version, profile, around)]
        offer = next(((f, patch) for f, patch in offers if patch), None)
        if offer is None:
            break
        finding, patch = offer
        assert patch is not None
        assert SENTENCE.fullmatch(patch.title), patch.title
        mended = apply(pod, patch)
        # Where a list item goes, the next one takes its place, and may be the next finding.
        if not any(edit.op == "remove" and isinstance(edit.path[-1], int) for edit in patch.edits):
            assert finding not in run(mended, version, profile, around)
        assert len(of_rule(rule, mended, version, profile, around)) < len(offers)
        assert errors(mended, version) <= errors(pod, version)
        assert loud(mended, version, profile, around) - loud(pod, version, profile, around) == set()
        pod, fixes = mended, fixes + 1
    else:
        pytest.fail("the fixes come to no end")
    assert (fixes > 0) == ("fixed" in case), f"{fixes} fixes were offered"
    for path, value in (case.get("fixed") or {}).items():
        assert document.get(pod, path_of(path)) == value, path
