"""What companions are made from: names, selectors, and what there is beside a pod."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.label_keys import IDENTITY
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.proposed_companions.basis import Basis, each

NAME, INSTANCE = IDENTITY
BOTH = {NAME: "web", INSTANCE: "web"}


def pod(labels: Any = None, name: str = "web", **spec: Any) -> dict[str, Any]:
    metadata = {"name": name} if labels is None else {"name": name, "labels": labels}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {"containers": [], **spec}}


def workload(selector: Any, labels: Any, kind: str = "Deployment") -> dict[str, Any]:
    spec = {"selector": selector, "template": {"metadata": {"labels": labels}, "spec": {"containers": []}}}
    api = "v1" if kind == "ReplicationController" else "apps/v1"
    return {"apiVersion": api, "kind": kind, "metadata": {"name": "web"}, "spec": spec}


def basis(*objects: dict[str, Any]) -> Basis:
    return Basis(Manifest.read("---\n".join(map(write, objects))), DEFAULT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("web", "web"), ("Web.Shop", "web-shop"), ("1web", "app-1web"), ("...", "app"), ("a" * 70, "a" * 63)],
)
def test_a_name_that_a_service_could_bear(name: str, expected: str) -> None:
    assert basis(pod(name=name)).name == expected


def test_a_name_that_is_taken_gets_an_ending() -> None:
    services = [{"kind": "Service", "metadata": {"name": name}} for name in ("web", "web-http")]
    found = basis(pod(), *services)
    assert found.free_name("Service", "db", "http") == "db"
    assert found.free_name("Service", "web", "client") == "web-client"
    assert found.free_name("Service", "web", "http") == "web-http-2"


APP, MORE = {"app": "web"}, {"app": "web", "tier": "front", "version": "1"}
SELECTORS: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "what the workload says": ([workload({"matchLabels": {"app": "web"}}, MORE)], APP),
    "what a ReplicationController says": ([workload(APP, MORE, "ReplicationController")], APP),
    "expressions alone": ([workload({"matchExpressions": []}, MORE)], {"app": "web", "tier": "front"}),
    "a selector of the wrong shape": ([workload({"matchLabels": "odd"}, APP)], APP),
    "what does not select its pods": ([workload({"matchLabels": {"app": "x"}}, APP)], APP),
    "the identity of a pod": ([pod({**BOTH, **MORE})], BOTH),
    "an identity that two pods share": (
        [pod({**BOTH, "tier": "a", "version": "1"}), pod({**BOTH, "tier": "b"}, "other")],
        {**BOTH, "tier": "a"},
    ),
    "what tells a pod": ([pod({"app": "web", "color": "red"})], APP),
    "what tells two pods apart": (
        [pod({"app": "web", "color": "red"}), pod({"app": "web", "color": "blue"}, "other")],
        {"app": "web", "color": "red"},
    ),
    "other labels": ([pod({"color": "red"})], {"color": "red"}),
    "labels that change": ([pod({"version": "1", "pod-template-hash": "1"})], BOTH),
    "no labels": ([pod()], BOTH),
    "odd labels": ([pod("odd")], BOTH),
    "a label without a text": ([pod({NAME: 5})], BOTH),
}


@pytest.mark.parametrize(("objects", "selector"), SELECTORS.values(), ids=SELECTORS)
def test_the_selector(objects: list[dict[str, Any]], selector: dict[str, str]) -> None:
    found = basis(*objects)
    assert found.selector == selector
    added = {edit.path[-1] for edit in found.label_edits}
    assert added == {key for key, value in selector.items() if found.labels.get(key) != value}


def test_an_object_of_another_namespace_is_not_beside_the_pod() -> None:
    far = {"kind": "Secret", "metadata": {"name": "a", "namespace": "far"}}
    near = {"kind": "Secret", "metadata": {"name": "b"}}
    one = pod()
    one["metadata"]["namespace"] = "near"
    found = basis(one, far, near)
    assert found.named("Secret", "a") is None
    assert found.named("Secret", "b") == near
    assert found.metadata("x") == {"name": "x", "namespace": "near", "labels": BOTH}
    assert found.metadata("x", is_own=False) == {"name": "x", "namespace": "near"}


@pytest.mark.parametrize(
    ("one", "ends"),
    [
        (pod(), False),
        (pod(restartPolicy="Never"), True),
        ({"apiVersion": "batch/v1", "kind": "Job", "metadata": {}, "spec": {"template": {"spec": {}}}}, True),
    ],
)
def test_work_that_ends(one: dict[str, Any], ends: bool) -> None:
    assert basis(one).ends == ends


def test_the_pods_of_other_kinds_are_not_counted() -> None:
    one = workload({}, {})
    assert basis(one).replicas == 1
    assert basis({**one, "apiVersion": "apps.example.com/v1"}).replicas is None


def test_what_is_no_list_holds_nothing() -> None:
    assert list(each([{"a": 1}, "odd"])) == [{"a": 1}]
    assert list(each({"a": 1})) == []
