"""What rules and fixes are made of."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint import Rule, Safety, Severity
from podbuilder.kube.lint.rule import CATEGORIES, CRITICAL, INFO, SCOPES, SERIOUS, WARNING, assisted, safe
from podbuilder.kube.manifest import insert_, remove_, set_

PATH = FieldPath(("spec", "hostUsers"))


def test_a_rule_is_named_by_its_module() -> None:
    rule = Rule("podbuilder.kube.lint.rules.host_pid", INFO, "security", ("pod",))
    assert rule.id == "host-pid"
    assert rule.found(PATH, "It is so.") == Finding("host-pid", PATH, "It is so.")
    assert (rule.default, rule.since, rule.foreign, rule.needs) == (True, "1.25", {}, ())


@pytest.mark.parametrize("category", CATEGORIES)
def test_categories(category: str) -> None:
    assert Rule("a.b", INFO, category, SCOPES).category == category


@pytest.mark.parametrize(
    ("category", "scope"), [("weather", ("pod",)), ("images", ()), ("images", ("pod", "moon")), ("", ("pod",))]
)
def test_a_rule_of_no_such_category_or_scope_is_refused(category: str, scope: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="rule 'odd' has an unknown category or scope"):
        Rule("a.odd", INFO, category, scope)


def test_severities_ascend() -> None:
    assert sorted(Severity) == [INFO, WARNING, SERIOUS, CRITICAL]
    assert [str(severity) for severity in Severity] == ["info", "warning", "serious", "critical"]
    assert [str(safety) for safety in Safety] == ["safe", "assisted"]


EDITS = (set_(PATH, False), remove_(PATH.parent.child("hostPID")), insert_(PATH.parent.child("volumes").index(0), {}))


@pytest.mark.parametrize(
    ("make", "safety", "asks"),
    [(safe, Safety.SAFE, ()), (assisted, Safety.ASSISTED, (EDITS[0].path, EDITS[2].path))],
)
def test_what_a_fix_asks(make: Any, safety: Safety, asks: tuple[FieldPath, ...]) -> None:
    patch = make("Do it.", *EDITS)
    assert (patch.title, patch.safety, patch.edits, patch.asks) == ("Do it.", safety, EDITS, asks)
