"""Each added capability is reported by one rule, and a dropped one is found however it is spelled."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.capability_names import BASELINE, RESTRICTED
from podbuilder.kube.lint import all_rules
from podbuilder.kube.lint.capabilities import DANGEROUS, OWN_RULES, added, drops, rule_for
from podbuilder.kube.lint.subject import Subject

RULES = {
    "NET_BIND_SERVICE": "",
    "CHOWN": "capabilities-add-beyond-net-bind",
    "MKNOD": "capabilities-add-beyond-net-bind",
    "SYS_TIME": "capabilities-add-beyond-default",
    "NO_SUCH_THING": "capabilities-add-beyond-default",
    "SYS_PTRACE": "capabilities-dangerous",
    "ALL": "capabilities-dangerous",
    "SYS_ADMIN": "capability-sys-admin",
    "SYS_MODULE": "capability-sys-module",
    "NET_RAW": "capability-net-raw-added",
}


def subject_of(**capabilities: Any) -> Subject:
    return Subject({"spec": {"containers": [{"name": "c", "securityContext": {"capabilities": capabilities}}]}})


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_which_rule_reports_a_capability(name: str, rule: str) -> None:
    assert rule_for(name) == rule
    assert rule == "" or rule in all_rules()


@pytest.mark.parametrize("rule", sorted({*RULES.values(), *OWN_RULES.values()} - {""}))
def test_a_rule_gets_its_own_capabilities(rule: str) -> None:
    expected = [(i, name) for i, (name, other) in enumerate(RULES.items()) if other == rule]
    assert expected
    assert [(path[-1], name) for _, path, name in added(subject_of(add=list(RULES)), rule)] == expected


def test_none_is_reported_on_windows() -> None:
    subject = Subject({"spec": {**subject_of(add=["SYS_ADMIN"]).spec, "os": {"name": "windows"}}})
    assert list(added(subject, "capability-sys-admin")) == []


def test_no_capability_is_in_two_sets() -> None:
    assert rule_for(RESTRICTED) == ""
    assert not BASELINE & set(DANGEROUS)
    assert not set(OWN_RULES) & set(DANGEROUS)


@pytest.mark.parametrize(
    ("dropped", "drops_it"),
    [
        (None, False),
        ([], False),
        (["KILL"], False),
        (["NET_RAW_NOT"], False),
        (["NET_RAW"], True),
        (["net_raw"], True),
        (["CAP_NET_RAW"], True),
        (["KILL", "ALL"], True),
        (["cap_all"], True),
    ],
)
def test_a_dropped_capability(dropped: list[str] | None, drops_it: bool) -> None:
    (container,) = subject_of(drop=dropped).containers
    assert drops(container, "NET_RAW") is drops_it
