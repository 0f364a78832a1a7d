"""The claims of a StatefulSet as volumes of its pods, and where their errors stand."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldError, invalid
from podbuilder.kube.workloads.claims import at_its_place, with_claims
from tests.support.pods import path_of

TEMPLATE = {
    "metadata": {"labels": {"app": "web"}},
    "spec": {"hostname": "h", "subdomain": "s", "volumes": [{"name": "a", "emptyDir": {}}, {"emptyDir": {}}]},
}
WITHIN = ROOT.child("spec", "template")


def wrapper_of(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"spec": {"volumeClaimTemplates": list(claims)}}


def claim(name: str) -> dict[str, Any]:
    return {"metadata": {"name": name}}


def made(name: str) -> dict[str, Any]:
    return {"name": name, "persistentVolumeClaim": {"claimName": name}}


A, UNNAMED = TEMPLATE["spec"]["volumes"]
# The claims of a StatefulSet, and the volumes of its pods.
VOLUMES: dict[str, tuple[list[Any], list[Any]]] = {
    "none": ([], [A, UNNAMED]),
    "a new volume": ([claim("b")], [made("b"), A, UNNAMED]),
    "a volume in the place of another": ([claim("b"), claim("a")], [made("b"), made("a"), UNNAMED]),
    "a claim twice": ([claim("b"), claim("b")], [made("b"), A, UNNAMED]),
    "a claim without a name": ([{"metadata": {}}], [made(""), A]),
    "a claim without anything": ([{}], [made(""), A]),
}


@pytest.mark.parametrize(("claims", "volumes"), VOLUMES.values(), ids=VOLUMES)
def test_claims_come_first_and_the_host_name_is_the_pods_own(claims: list[Any], volumes: list[Any]) -> None:
    before = deepcopy(TEMPLATE)
    pod = with_claims(TEMPLATE, wrapper_of(*claims))
    assert pod == {"metadata": TEMPLATE["metadata"], "spec": {"volumes": volumes}}
    assert before == TEMPLATE


def test_a_template_without_volumes() -> None:
    assert with_claims({"spec": {}}, wrapper_of(claim("a"))) == {"spec": {"volumes": [made("a")]}}
    assert with_claims({"spec": {}}, {}) == {"spec": {}}


TWO = wrapper_of(claim("b"), claim("b"), claim("a"))
# A path that the server names, and where it stands, with the claims "b" twice and "a", which takes a volume's place.
PLACES = {
    "nothing of volumes": ("spec.template.spec.containers[0].name", "spec.template.spec.containers[0].name"),
    "the volumes as a whole": ("spec.template.spec.volumes", "spec.template.spec.volumes"),
    "the first claim": ("spec.template.spec.volumes[0].name", "spec.volumeClaimTemplates[0].metadata.name"),
    "the second claim": (
        "spec.template.spec.volumes[1].persistentVolumeClaim.claimName",
        "spec.volumeClaimTemplates[2].metadata.name",
    ),
    "the volume that is left": ("spec.template.spec.volumes[2].name", "spec.template.spec.volumes[1].name"),
}


def placed(path: str, wrapper: dict[str, Any]) -> FieldError:
    return at_its_place(invalid(path_of(path), "x", "No."), TEMPLATE, wrapper, WITHIN)


@pytest.mark.parametrize(("told", "place"), PLACES.values(), ids=PLACES)
def test_where_an_error_stands(told: str, place: str) -> None:
    error = placed(told, TWO)
    assert str(error.path) == place
    assert error.told_at == (None if told == place else path_of(told))


def test_without_claims_the_server_counts_as_the_document_does() -> None:
    assert placed("spec.template.spec.volumes[1].name", {}).told_at is None
