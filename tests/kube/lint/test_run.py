"""What all rules promise together, and the machine that runs them."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
import yaml

from podbuilder.kube.lint import ALL, COURSE, Profile, Rule, all_rules, fix, rule, run
from podbuilder.kube.lint.profile import COURSE_RULES
from podbuilder.kube.lint.run import HEADINGS, explanation, registered, rules_of
from tests.kube.lint.table import HERE, TABLES, base, cases_of, changed

QUIET, FIRING = 3, 2
IDS = [pytest.param(id, id=id) for id in all_rules()]
REASONS = ("not yet written",)


def table_of(id: str) -> Path:
    return HERE / "rules" / f"{id.replace('-', '_')}.yaml"


def test_every_table_belongs_to_a_rule() -> None:
    assert {t.stem.replace("_", "-") for t in TABLES} == set(all_rules())


@pytest.mark.parametrize("id", IDS)
def test_a_rule_explains_itself(id: str) -> None:
    loaded = all_rules()[id]
    assert loaded.summary.endswith("."), loaded.summary
    assert tuple(loaded.sections) == HEADINGS
    assert all(loaded.sections.values())
    assert loaded.sections["See"].startswith("https://")
    # Those that need a team's settings are off until somebody gives these.
    if not (loaded.rule.default or loaded.rule.needs):
        assert "Off by default" in loaded.sections["Fix"].replace("\n", " ")


@pytest.mark.parametrize("id", IDS)
def test_a_rule_has_cases(id: str) -> None:
    cases = cases_of(table_of(id))
    quiet, firing = [c for c in cases if "pass" in c], [c for c in cases if "fail" in c]
    assert len(quiet) >= QUIET
    assert len(firing) >= FIRING
    assert cases.index(quiet[0]) == 0, "the quiet cases come first"
    assert (all_rules()[id].fix is not None) == any("fixed" in c for c in cases)


def test_two_rules_with_one_id_are_refused() -> None:
    module = ModuleType("podbuilder.kube.lint.rules.twice")
    vars(module).update(rule=Rule("a.twice", rule.INFO, "images", ("pod",)), check=lambda subject: iter(()))
    with pytest.raises(ValueError, match="two rules are called 'twice'"):
        registered([module, module])


def test_an_explanation_without_headings_is_its_summary() -> None:
    assert explanation("One.\n\nTwo.") == ("One.", {})


def test_rules_are_asked_from_their_version_on() -> None:
    young = {id for id, loaded in all_rules().items() if loaded.rule.since != "1.25"}
    old = {loaded.rule.id for loaded in rules_of(ALL, "1.25")}
    assert young
    assert not young & old


def test_profiles() -> None:
    assert {f.rule for f in run(changed(base(), {"metadata.labels": {}}), profile=COURSE)} <= COURSE_RULES
    assert set(all_rules()) >= COURSE_RULES
    pod = changed(base(), {"spec.hostPID": True})
    assert {f.rule for f in run(pod)} == {"host-pid"}
    assert run(pod, profile=Profile(removed=frozenset({"host-pid"}))) == ()
    assert len(run(pod, profile=ALL)) > 1


def test_a_rule_without_a_fix_offers_none() -> None:
    pod = changed(base(), {"spec.securityContext.sysctls": [{"name": "kernel.shm_rmid_forced", "value": "1+2"}]})
    (finding,) = run(pod)
    assert fix(pod, finding) is None


def test_nothing_at_all() -> None:
    assert {f.rule for f in run({})} <= set(all_rules())


COVERAGE = yaml.safe_load((HERE / "coverage.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", ["merged rules", "gaps"])
def test_every_row_has_a_rule_or_a_reason(section: str) -> None:
    for row, answer in COVERAGE[section].items():
        assert len(answer) == 1, row
        if "rule" in answer:
            assert answer["rule"] in all_rules(), row
        else:
            assert len(answer["reason"]) > 10, row


def test_the_table_of_rows_is_counted() -> None:
    for section, rows in COVERAGE.items():
        left = [row for row, answer in rows.items() if answer.get("reason") in REASONS]
        ruled = sum("rule" in answer for answer in rows.values())
        reasoned = len(rows) - ruled - len(left)
        print(f"{section}: {len(rows)} rows, {ruled} with a rule, {reasoned} with a reason, {len(left)} left")
    assert len(COVERAGE["merged rules"]) == 153
