"""Tests of podbuilder.kube.cluster.pod_copies."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.cluster.pod_copies import PodCopies, claim_templates, first_pod
from podbuilder.kube.cluster.snapshot import Snapshot

TEMPLATE = {"metadata": {"name": "data"}, "spec": {"storageClassName": "fast"}}
EPHEMERAL = {"name": "scratch", "ephemeral": {"volumeClaimTemplate": {"spec": {"storageClassName": "fast"}}}}


def pod(name: str, **spec: Any) -> dict[str, Any]:
    return {"metadata": {"name": name, "namespace": "shop"}, "spec": spec}


def names(copies: PodCopies, number: int) -> tuple[str, list[str]]:
    """The name of a copy, and of what is made for it."""
    made = copies.copy(number)
    return made.pod["metadata"]["name"], [each["metadata"]["name"] for one in made.objects.values() for each in one]


def workload(kind: str, **further: Any) -> dict[str, Any]:
    template = {"metadata": {"labels": {"app": "web"}}, "spec": {"volumes": [{"name": "data", "emptyDir": {}}]}}
    spec = {"template": template, "volumeClaimTemplates": [TEMPLATE], **further}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": spec}


def test_a_pod_without_claims() -> None:
    copies = PodCopies(Snapshot({}), pod("web"))
    assert copies.own_claims == 0
    assert copies.copy(0).pod == pod("web")
    assert [names(copies, number) for number in (0, 1, 2)] == [("web", []), ("web-copy-1", []), ("web-copy-2", [])]


def test_ephemeral_volumes() -> None:
    copies = PodCopies(Snapshot({}), pod("web", volumes=[EPHEMERAL, {"name": "other", "emptyDir": {}}]))
    assert copies.own_claims == 1
    assert [names(copies, number) for number in (0, 1)] == [
        ("web", ["web-scratch"]),
        ("web-copy-1", ["web-copy-1-scratch"]),
    ]


def test_claims_of_a_stateful_set() -> None:
    there = {"metadata": {"name": "data-web-1", "namespace": "shop"}}
    copies = PodCopies(Snapshot({"PersistentVolumeClaim": [there]}), pod("web-0", volumes=[EPHEMERAL]), [TEMPLATE])
    assert copies.own_claims == 2
    assert [names(copies, number) for number in (0, 1)] == [
        ("web-0", ["web-0-scratch", "data-web-0"]),
        ("web-1", ["web-1-scratch"]),
    ]
    assert copies.copy(1).pod["spec"]["volumes"] == [
        EPHEMERAL,
        {"name": "data", "persistentVolumeClaim": {"claimName": "data-web-1"}},
    ]


@pytest.mark.parametrize(
    ("kind", "name", "volume"),
    [
        ("StatefulSet", "web-0", {"name": "data", "persistentVolumeClaim": {"claimName": "data-web-0"}}),
        ("Deployment", "web-xxxxx", {"name": "data", "emptyDir": {}}),
    ],
)
def test_the_first_pod(kind: str, name: str, volume: dict[str, Any]) -> None:
    whole = workload(kind)
    made = first_pod(whole, whole["spec"]["template"])
    assert made["metadata"] == {"labels": {"app": "web"}, "name": name, "namespace": "default"}
    assert made["spec"]["volumes"] == [volume]


def test_only_stateful_sets_have_templates_of_claims() -> None:
    assert claim_templates(workload("StatefulSet")) == [TEMPLATE]
    assert claim_templates(workload("StatefulSet", volumeClaimTemplates=None)) == ()
    assert claim_templates(workload("Deployment")) == ()
