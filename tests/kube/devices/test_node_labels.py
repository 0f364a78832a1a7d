"""Choosing node labels by value: what the pod says of them, and saying something else."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.devices import node_labels as models
from tests.support.devices import patched
from tests.support.pod_text import pod_of

KEY = "example.com/model"
CONTAINERS = [{"name": "a", "image": "x:1"}]
ZONE = {"key": "zone", "operator": "In", "values": ["z"]}


def said(*values: str) -> dict[str, Any]:
    return {"key": KEY, "operator": "In", "values": list(values)}


def required(*terms: Any) -> dict[str, Any]:
    return {models.REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": term} for term in terms]}}


def preferred(*expressions: Any) -> dict[str, Any]:
    return {models.PREFERRED: [{"weight": 100, "preference": {"matchExpressions": [e]}} for e in expressions]}


# Where a pod begins (node selector, node affinity), and what it says of the label.
PODS: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[tuple[str, ...], bool]]] = {
    "nothing": ({}, {}, ((), True)),
    "other labels": ({"other": "x"}, required([ZONE]), ((), True)),
    "another operator": ({}, required([{"key": KEY, "operator": "Exists"}]), ((), True)),
    "a selector": ({KEY: "a"}, {}, (("a",), True)),
    "an affinity": ({}, required([ZONE, said("a", "b")]), (("a", "b"), True)),
    "an affinity of nothing else": ({}, required([said("a", "b")]), (("a", "b"), True)),
    "a preference": ({}, preferred(ZONE, said("a")), (("a",), False)),
    "two affinities": ({}, {**required([said("c")]), **preferred(said("a"))}, (("c",), True)),
}
WISHES = [(("a",), True), (("a", "b"), True), (("a",), False), (("c", "d"), False)]


def pod_with(selector: dict[str, Any], affinity: dict[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {"nodeSelector": selector} if selector else {}
    if affinity:
        more["affinity"] = {"nodeAffinity": affinity}
    return pod_of(**more, containers=CONTAINERS)


@pytest.mark.parametrize("case", PODS.values(), ids=PODS)
def test_what_a_pod_says_of_a_label(case: tuple[Any, Any, tuple[tuple[str, ...], bool]]) -> None:
    selector, affinity, expected = case
    assert models.chosen(pod_with(selector, affinity), KEY) == expected


@pytest.mark.parametrize(("values", "is_strict"), WISHES)
@pytest.mark.parametrize("case", PODS.values(), ids=PODS)
def test_something_else_is_said_and_nothing_besides(case: tuple[Any, Any, Any], values: Any, is_strict: bool) -> None:
    selector, affinity, _ = case
    pod = pod_with(selector, affinity)
    after = patched(pod, models.choose(pod, KEY, values, is_strict=is_strict))
    assert models.chosen(after, KEY) == (values, is_strict)
    assert models.choose(after, KEY, values, is_strict=is_strict) == ()
    assert str(after).count(f"'{KEY}'") == 1 or "Exists" in str(pod)
    assert ("zone" in str(after)) is ("zone" in str(pod))
    assert after["spec"].get("nodeSelector", {}).get("other") == selector.get("other")


def test_values_that_are_no_text_are_passed_over() -> None:
    pod = pod_with({}, required([{"key": KEY, "operator": "In", "values": ["a", 1, None]}]))
    assert models.chosen(pod, KEY) == (("a",), True)


def test_what_is_no_term_stays() -> None:
    terms = ["odd", {"matchFields": []}, {"matchExpressions": [ZONE, said("b")]}]
    pod = pod_with({}, {models.REQUIRED: {"nodeSelectorTerms": terms}})
    after = patched(pod, models.choose(pod, KEY, ("a", "c"), is_strict=True))
    assert after["spec"]["affinity"]["nodeAffinity"][models.REQUIRED]["nodeSelectorTerms"] == [
        "odd",
        {"matchFields": [], "matchExpressions": [said("a", "c")]},
        {"matchExpressions": [ZONE, said("a", "c")]},
    ]
