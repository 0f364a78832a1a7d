"""Rules found by words and by the ids of other tools."""

from __future__ import annotations

import pytest

from podbuilder.kube.lint import all_rules
from podbuilder.kube.lint.rule_search import TOOLS, find_rules, plain

# What is asked, and the rules that come first.
ASKED = {
    "CKV_K8S_12": ["memory-request-missing"],
    "ckv-k8s-12": ["memory-request-missing"],
    "KSV-0012": ["run-as-non-root"],
    "KSV012": ["run-as-non-root"],
    "AVD-KSV-0012": ["run-as-non-root"],
    "C-0016": ["allow-privilege-escalation"],
    "container-image-tag": ["image-name-invalid", "image-tag-mutable"],
    "runAsRootAllowed": ["run-as-non-root"],
    "latest-tag": ["image-name-invalid", "image-tag-mutable"],
    "host-pid": ["host-pid"],
    "host pid": ["host-pid"],
    " Liveness PROBE missing ": ["liveness-probe-missing"],
    "setuid": ["allow-privilege-escalation"],
}


@pytest.mark.parametrize(("query", "first"), ASKED.items(), ids=ASKED)
def test_asking(query: str, first: list[str]) -> None:
    found = [loaded.rule.id for loaded in find_rules(query)]
    assert found[: len(first)] == first
    assert len(found) < 30


def test_nothing_asked_and_nothing_found() -> None:
    assert [loaded.rule.id for loaded in find_rules(" ")] == list(all_rules())
    assert find_rules("xyzzy") == []
    assert find_rules("-_-") == []


def test_every_foreign_id_leads_to_its_rules() -> None:
    for id, loaded in all_rules().items():
        assert set(loaded.rule.foreign) <= set(TOOLS)
        for check in (check for checks in loaded.rule.foreign.values() for check in checks):
            assert loaded in find_rules(check), (id, check)


def test_plain_ids() -> None:
    assert plain("KSV-0012") == plain("AVD-KSV-0012") == plain("ksv012") == "ksv12"
    assert plain("C-0100") == "c100"
