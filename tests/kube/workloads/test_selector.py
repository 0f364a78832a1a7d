"""Selectors: whether they can be used, which labels they match, and what is said of labels that they do not."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.validation.options import options_for
from podbuilder.kube.workloads import selector as selectors
from tests.support.complaints import assert_errors

AT = ROOT.child("template")


def expression(key: str, operator: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": list(values)}]}


def test_labels_of() -> None:
    assert selectors.labels_of({"metadata": {"labels": {"a": "b"}}}) == {"a": "b"}
    for template in ({}, {"metadata": None}, {"metadata": {"labels": None}}):
        assert selectors.labels_of(template) == {}


def test_is_empty() -> None:
    assert selectors.is_empty({})
    assert selectors.is_empty({"matchLabels": {}, "matchExpressions": []})
    assert not selectors.is_empty({"matchLabels": {"a": "b"}})
    assert not selectors.is_empty(expression("a", "Exists"))


USABLE: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing": ({}, True),
    "labels": ({"matchLabels": {"example.com/a": "", "b": "c"}}, True),
    "a list": (expression("a", "In", "b", "c"), True),
    "a key": (expression("a", "DoesNotExist"), True),
    "a wrong key of a label": ({"matchLabels": {"-": "c"}}, False),
    "a wrong label": ({"matchLabels": {"a": "-"}}, False),
    "an unknown operator": (expression("a", "Gt", "1"), False),
    "no operator": ({"matchExpressions": [{"key": "a"}]}, False),
    "nothing in a list": (expression("a", "NotIn"), False),
    "values that are not asked for": (expression("a", "Exists", "b"), False),
    "a wrong key": (expression("-", "Exists"), False),
    "no key": ({"matchExpressions": [{"operator": "Exists"}]}, False),
    "a wrong value": (expression("a", "In", "b", "-"), False),
}


@pytest.mark.parametrize(("selector", "is_usable"), USABLE.values(), ids=USABLE)
def test_is_usable(selector: dict[str, Any], is_usable: bool) -> None:
    assert selectors.is_usable(selector) is is_usable


LABELS = {"app": "web", "tier": "front"}
# Selectors, and what the labels lack for them; "" for nothing.
NEEDS: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, ""),
    "the labels": ({"matchLabels": LABELS}, ""),
    "in a list": (expression("app", "In", "api", "web"), ""),
    "not in a list": (expression("app", "NotIn", "api"), ""),
    "not in a list without the label": (expression("zone", "NotIn", "a"), ""),
    "a label": (expression("app", "Exists"), ""),
    "no label": (expression("zone", "DoesNotExist"), ""),
    "another value": ({"matchLabels": {"app": "web", "tier": "back"}}, "“tier: back”"),
    "another label": ({"matchLabels": {"zone": "a"}}, "“zone: a”"),
    "an empty label": ({"matchLabels": {"zone": ""}}, "“zone: ”"),
    "none of a list": (expression("app", "In", "api", "db"), "“app” to be one of api, db"),
    "one of a list": (expression("app", "NotIn", "api", "web"), "“app” to be none of api, web"),
    "a label that is missing": (expression("zone", "Exists"), "a label “zone”"),
    "a label too many": (expression("app", "DoesNotExist"), "to be without “app”"),
    "the second requirement": (
        {"matchExpressions": [{"key": "app", "operator": "Exists"}, {"key": "x", "operator": "Exists"}]},
        "a label “x”",
    ),
}


@pytest.mark.parametrize(("selector", "needs"), NEEDS.values(), ids=NEEDS)
def test_matches(selector: dict[str, Any], needs: str) -> None:
    assert matches(selector, LABELS) == (not needs)
    detail = f"The pods' labels do not match the selector; they need {needs}."
    wanted = [{"type": "FieldValueInvalid", "field": "template.metadata.labels", "detail": detail}] if needs else []
    assert_errors(selectors.validate_labels_are_selected(selector, LABELS, AT), wanted)


def test_without_a_selector_the_labels_are_blamed() -> None:
    wanted = {"type": "FieldValueInvalid", "field": "template.metadata.labels", "detail": "because there is none"}
    assert_errors(selectors.validate_labels_are_selected(None, LABELS, AT), [wanted])


SELECTORS: dict[str, tuple[dict[str, Any] | None, list[dict[str, str]]]] = {
    "labels": ({"matchLabels": {"app": "web"}}, []),
    "none": (None, [{"type": "FieldValueRequired", "field": "template", "detail": "which pods the Job owns"}]),
    "nothing in it": ({}, [{"type": "FieldValueInvalid", "field": "template", "detail": "of this Job is empty"}]),
    "a wrong label": ({"matchLabels": {"app": "-"}}, [{"type": "FieldValueInvalid", "field": "template.matchLabels"}]),
}


@pytest.mark.parametrize(("selector", "errors"), SELECTORS.values(), ids=SELECTORS)
def test_validate_selector(selector: dict[str, Any] | None, errors: list[dict[str, str]]) -> None:
    assert_errors(selectors.validate_selector(selector, AT, "Job", options_for("1.36")), errors)
