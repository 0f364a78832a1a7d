"""What stands beside a pod: found by name and by selector, whatever the file holds."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import Document
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.lint.companions import NONE, Companions, companions_of, selector_of
from podbuilder.kube.yamltext.source import Source
from tests.support.growth import MOST, growth

LABELS = {"app": "web", "tier": "front"}


def one(kind: str, spec: Any, name: str = "n", namespace: str | None = None) -> Document:
    metadata = {"name": name, **({"namespace": namespace} if namespace else {})}
    return {"kind": kind, "metadata": metadata, "spec": spec}


def pod(namespace: str | None = None, **labels: str) -> Document:
    whole = one("Pod", {"containers": []}, "p", namespace)
    whole["metadata"]["labels"] = labels
    return whole


@pytest.mark.parametrize(
    ("kind", "spec", "selects"),
    {
        "its label": ("Service", {"selector": {"app": "web"}}, True),
        "both labels": ("Service", {"selector": LABELS}, True),
        "another value": ("Service", {"selector": {"app": "web", "tier": "back"}}, False),
        "a Service without a selector": ("Service", {}, False),
        "an empty selector of a Service": ("Service", {"selector": {}}, False),
        "no spec": ("Service", None, False),
        "a selector of numbers": ("Service", {"selector": {"app": 1}}, False),
        "a policy for every pod": ("NetworkPolicy", {"podSelector": {}}, True),
        "a policy that says nothing": ("NetworkPolicy", {}, True),
        "a policy for a label": ("NetworkPolicy", {"podSelector": {"matchLabels": {"app": "web"}}}, True),
        "a policy for another label": ("NetworkPolicy", {"podSelector": {"matchLabels": {"app": "db"}}}, False),
        "a policy of nonsense": ("NetworkPolicy", {"podSelector": "web"}, False),
        "a budget for every pod": ("PodDisruptionBudget", {"selector": {}}, True),
        "a budget for none": ("PodDisruptionBudget", {}, False),
    }.values(),
)
def test_selectors(kind: str, spec: Any, selects: bool) -> None:
    assert bool(Companions([one(kind, spec)]).selecting(kind, LABELS, "")) is selects


@pytest.mark.parametrize(
    ("expression", "meets"),
    {
        "in": ({"key": "app", "operator": "In", "values": ["web", "db"]}, True),
        "not in": ({"key": "app", "operator": "NotIn", "values": ["web"]}, False),
        "not in, and no such label": ({"key": "x", "operator": "NotIn", "values": ["web"]}, True),
        "exists": ({"key": "app", "operator": "Exists"}, True),
        "does not exist": ({"key": "app", "operator": "DoesNotExist"}, False),
        "a made-up operator": ({"key": "app", "operator": "Like"}, False),
        "no key": ({"operator": "Exists"}, False),
        "values that are no list": ({"key": "app", "operator": "In", "values": "web"}, False),
        "no mapping": ("app", False),
    }.values(),
)
def test_expressions(expression: Any, meets: bool) -> None:
    budget = one("PodDisruptionBudget", {"selector": {"matchExpressions": [expression]}})
    assert bool(Companions([budget]).selecting("PodDisruptionBudget", LABELS, "")) is meets
    assert selector_of(one("PodDisruptionBudget", {"selector": {"matchExpressions": "app"}})) is None


@pytest.mark.parametrize(
    ("of_object", "of_pod", "fits"),
    [(None, "", True), ("a", "", True), (None, "a", True), ("a", "a", True), ("a", "b", False)],
)
def test_namespaces(of_object: str | None, of_pod: str, fits: bool) -> None:
    companions = Companions([one("NetworkPolicy", {}, namespace=of_object), one("ConfigMap", None, "c", of_object)])
    assert bool(companions.selecting("NetworkPolicy", LABELS, of_pod)) is fits
    assert (companions.named("ConfigMap", "c", of_pod) is not None) is fits


def test_names() -> None:
    companions = Companions([one("ConfigMap", None, "a"), one("ConfigMap", None, "b"), one("ConfigMap", None, "b")])
    assert companions.named("ConfigMap", "a", "") == one("ConfigMap", None, "a")
    assert companions.named("ConfigMap", "b", "") is None
    assert companions.named("Secret", "a", "") is None
    assert companions.has("ConfigMap")
    assert not companions.has("Secret")


def test_services_that_select_no_pod() -> None:
    busy, idle = one("Service", {"selector": {"app": "web"}}), one("Service", {"selector": {"app": "wbe"}})
    elsewhere = one("Service", {"selector": {"app": "db"}}, namespace="b")
    mixed = one("Service", {"selector": {"app": "web", "tier": "back"}})
    open_ended = one("Service", {})
    companions = Companions([pod(app="web"), pod("a", app="db"), busy, idle, elsewhere, mixed, open_ended, {"kind": 1}])
    assert companions.idle_services == [idle, elsewhere, mixed]
    assert companions.number_of_pods == 2


TEXT = """\
kind: Pod
metadata: {labels: {app: web}}
spec: {containers: []}
---
kind: Service
spec: {selector: {app: db}}
"""


def test_a_text_is_read_once() -> None:
    source = Source(TEXT)
    companions = companions_of(source)
    assert companions_of(source) is companions
    assert companions.idle_services == [{"kind": "Service", "spec": {"selector": {"app": "db"}}}]
    assert companions_of(Source("kind: Pod\n")) is NONE


def test_matching_takes_what_it_is_given() -> None:
    assert matches({"matchLabels": {}, "matchExpressions": []}, {})
    assert not matches({"matchLabels": {"a": "b"}, "matchExpressions": []}, {"a": "c"})


def test_time_grows_with_the_text() -> None:
    def ask(count: int) -> Any:
        objects = [one("Service", {"selector": {"app": "web", "x": f"{i}"}}) for i in range(count)]
        pods = [pod(app="web", x=f"{i}") for i in range(count)]

        def work() -> None:
            companions = Companions([*pods, *objects])
            assert companions.idle_services == []
            for each in pods:
                assert len(companions.selecting("Service", each["metadata"]["labels"], "")) == 1

        return work

    assert growth(ask, 100) < MOST
