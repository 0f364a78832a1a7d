"""The pods that a workload makes of its template."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from podbuilder.kube.workloads.pods import pod_of

TEMPLATE = {
    "metadata": {"labels": {"app": "web"}},
    "spec": {"hostname": "h", "subdomain": "s", "volumes": [{"name": "a", "emptyDir": {}}, {"emptyDir": {}}]},
}


def claim(name: Any) -> dict[str, Any]:
    return {"metadata": {"name": name}}


def made(name: str) -> dict[str, Any]:
    return {"name": name, "persistentVolumeClaim": {"claimName": name}}


@pytest.mark.parametrize("kind", [None, "Deployment", "Job"], ids=str)
def test_others_make_what_the_template_says(kind: str | None) -> None:
    wrapper = {"kind": kind, "spec": {"volumeClaimTemplates": [claim("a")]}}
    assert pod_of(TEMPLATE, wrapper) is TEMPLATE


A, UNNAMED = TEMPLATE["spec"]["volumes"]
# The claims of a StatefulSet, and the volumes of its pods.
VOLUMES: dict[str, tuple[Any, list[Any]]] = {
    "none": ([], [A, UNNAMED]),
    "claims that are no list": ({"name": "a"}, [A, UNNAMED]),
    "claims that are none": (["a", claim(7), claim(None)], [A, UNNAMED]),
    "a new volume": ([claim("b")], [A, UNNAMED, made("b")]),
    "a volume in the place of another": ([claim("b"), claim("a")], [made("a"), UNNAMED, made("b")]),
    "a claim twice": ([claim("b"), claim("b")], [A, UNNAMED, made("b")]),
    "a claim without a name": ([{"metadata": {}}], [A, made("")]),
}


@pytest.mark.parametrize(("claims", "volumes"), VOLUMES.values(), ids=VOLUMES)
def test_a_stateful_set_adds_volumes_and_sets_the_host_name(claims: Any, volumes: list[Any]) -> None:
    before = deepcopy(TEMPLATE)
    pod = pod_of(TEMPLATE, {"kind": "StatefulSet", "spec": {"volumeClaimTemplates": claims}})
    assert pod == {"metadata": TEMPLATE["metadata"], "spec": {"volumes": volumes}}
    assert before == TEMPLATE


def test_a_template_without_volumes() -> None:
    wrapper = {"kind": "StatefulSet", "spec": {"volumeClaimTemplates": [claim("a")]}}
    assert pod_of({"spec": {}}, wrapper) == {"spec": {"volumes": [made("a")]}}
    assert pod_of({"spec": {}}, {"kind": "StatefulSet"}) == {"spec": {}}
