"""Advice as one row a rule, with the containers that it holds in, and one fix for all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.builder.advice.advice import judge
from podbuilder.builder.advice.fixes import fix_all
from podbuilder.builder.advice.rule_groups import SHOWN_PLACES, RuleGroup, by_rule
from podbuilder.builder.models import Draft
from podbuilder.kube.core.field import FieldPath

SAFE = {"allowPrivilegeEscalation": False}
RULE = "allow-privilege-escalation"


def draft_of(apps: list[dict[str, Any]], **spec: Any) -> Draft:
    named = [{"name": f"app-{i}", "image": f"app:{i}", **own} for i, own in enumerate(apps)]
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": named, **spec}}
    # JSON is YAML.
    return Draft(text=json.dumps(pod))


def groups(draft: Draft) -> dict[str, RuleGroup]:
    judged = judge(draft.manifest, draft)
    return {one.rule: one for one in by_rule(judged.advice, judged.pod, lambda path: f"/{path}/")}


UNSAFE: dict[str, Any] = {}
HARD = {"securityContext": SAFE}
WHERE = {
    "quiet - the only container": ([UNSAFE], {}, ""),
    "both": ([UNSAFE, UNSAFE], {}, "in both containers"),
    "all": ([UNSAFE] * 5, {}, "in all 5 containers"),
    "one of several": ([HARD, UNSAFE, HARD], {}, "in app-1"),
    "some": ([HARD, UNSAFE, UNSAFE, UNSAFE], {}, "in app-1, app-2 and app-3"),
    "many of more": ([HARD, *[UNSAFE] * 5], {}, "in 5 of 6 containers"),
    "init containers count": (
        [UNSAFE],
        {"initContainers": [{"name": "setup", "image": "setup:1"}]},
        "in both containers",
    ),
}


@pytest.mark.parametrize("case", WHERE.values(), ids=WHERE)
def test_where_it_holds(case: tuple[list[dict[str, Any]], dict[str, Any], str]) -> None:
    apps, spec, where = case
    assert groups(draft_of(apps, **spec))[RULE].where == where


def test_of_several_findings_the_rule_speaks() -> None:
    one, many = groups(draft_of([UNSAFE]))[RULE], groups(draft_of([UNSAFE] * 3))[RULE]
    assert one.text == one.first.finding.message
    assert one.is_single
    assert many.text == "A process in a container can gain more privileges than the container started with."
    assert not many.is_single


def test_rules_come_in_the_order_of_their_severity() -> None:
    found = [*groups(draft_of([UNSAFE] * 3)).values()]
    order = ["critical", "serious", "warning", "info"]
    assert [group.severity for group in found] == sorted((g.severity for g in found), key=order.index)
    assert {group.badge for group in found if group.severity == "serious"} == {"warning"}


def test_what_the_pod_as_a_whole_lacks_is_in_no_container() -> None:
    found = groups(draft_of([UNSAFE] * 3))["automount-service-account-token"]
    assert (found.where, [row.href for row in found.rows]) == ("", ["/spec.automountServiceAccountToken/"])


def test_only_so_many_places_are_listed() -> None:
    found = groups(draft_of([UNSAFE] * (SHOWN_PLACES + 4)))[RULE]
    assert (len(found.rows), found.more, found.fixes) == (SHOWN_PLACES, 4, SHOWN_PLACES)


def test_one_fix_for_all_places_and_for_nothing_else() -> None:
    draft = draft_of([UNSAFE] * 3)
    fixed = fix_all(draft.manifest, draft, RULE)
    contexts = [container["securityContext"] for container in fixed.pod["spec"]["containers"]]
    assert contexts == [SAFE] * 3
    assert groups(draft)[RULE].op == f"fix-rule:{RULE}"
    assert fix_all(draft.manifest, draft, "no-such-rule") is draft.manifest


def test_a_container_without_a_name_has_a_number() -> None:
    draft = draft_of([{"name": ""}, HARD])
    found = groups(draft)[RULE]
    assert (found.where, found.first.path[:3]) == ("in unnamed 0", FieldPath(("spec", "containers", 0)))
