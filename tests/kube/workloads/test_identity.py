"""Which kinds the API server knows, and under which apiVersion."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.kinds import kind_of, native
from podbuilder.kube.workloads.identity import identify, validate_api_version, validate_to_create
from tests.kube.workloads.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "identity.yaml")
def test_kinds(case: Case) -> None:
    assert_judged(case, "")


NO_KINDS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "another kind": {"kind": "Service", "apiVersion": "v1"},
    "a kind that is no text": {"kind": ["Job"]},
    "a custom resource": {"kind": "Job", "apiVersion": "batch.example.com/v1alpha1"},
}


@pytest.mark.parametrize("wrapper", NO_KINDS.values(), ids=NO_KINDS)
def test_no_kind(wrapper: dict[str, Any]) -> None:
    assert kind_of(wrapper) is None


@pytest.mark.parametrize(
    "api_version",
    [None, 7, "v1", "batch/v1", "batch/v1.5", "other/v1", "batch.volcano.sh", "networking.k8s.io/v1"],
    ids=str,
)
def test_a_kind_of_kubernetes_own_groups(api_version: Any) -> None:
    assert kind_of({"kind": "Job", "apiVersion": api_version}) is native()["Job"]


IDENTITIES: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "the one": ("apps/v1", []),
    "no text, which the decoder refuses": (7, []),
    "none": ("", [{"type": "FieldValueRequired", "field": "apiVersion", "detail": "“apiVersion: apps/v1”"}]),
    "one of old": (
        "apps/v1beta2",
        [{"type": "FieldValueInvalid", "field": "apiVersion", "detail": "Use apps/v1 for a Deployment."}],
    ),
    "another": (
        "v1",
        [{"type": "FieldValueInvalid", "field": "apiVersion", "detail": 'has no Deployment in "v1". Use apps/v1.'}],
    ),
}


@pytest.mark.parametrize(("api_version", "errors"), IDENTITIES.values(), ids=IDENTITIES)
def test_identity(api_version: Any, errors: list[dict[str, str]]) -> None:
    assert_errors(validate_api_version({"apiVersion": api_version}, native()["Deployment"]), errors)


TEMPLATED = ROOT.child("spec", "template")
APPS = {"apiVersion": "apps/v1"}
# What is misspelt or missing, and the kind that is meant.
MEANT: dict[str, tuple[dict[str, Any], str]] = {
    "other capitals": ({**APPS, "kind": "deployment"}, "Deployment"),
    "a plural": ({**APPS, "kind": "Deployments"}, "Deployment"),
    "a slip": ({**APPS, "kind": "StatefullSet"}, "StatefulSet"),
    "an abbreviation": ({**APPS, "kind": "ds"}, "DaemonSet"),
    "a kind without pods": ({"apiVersion": "v1", "kind": "Service"}, "ReplicationController"),
    "nothing known": ({**APPS, "kind": "Gizmo", "spec": {"strategy": {}}}, "Deployment"),
    "no kind": ({**APPS, "spec": {"replicas": 1, "serviceName": "web"}}, "StatefulSet"),
    "no kind, with daemons": ({**APPS, "spec": {"updateStrategy": {}}}, "DaemonSet"),
    "no kind, pods that end": ({"spec": {"template": {"spec": {"restartPolicy": "Never"}}}}, "Job"),
    "no kind, in a group of one": ({"apiVersion": "batch/v1", "spec": {}}, "Job"),
    "no kind, by its fields": ({"spec": {"backoffLimit": 1}}, "Job"),
    "no kind, a spec that is none": ({"spec": []}, "Deployment"),
    "no kind, nothing at all": ({}, "Deployment"),
}


@pytest.mark.parametrize(("whole", "kind"), MEANT.values(), ids=MEANT)
def test_which_kind_is_meant(whole: dict[str, Any], kind: str) -> None:
    meant, errors = identify(whole, TEMPLATED)
    assert meant is native()[kind]
    assert str(errors[-1].path) == "kind"


def test_which_kind_is_meant_by_the_place_of_the_pod() -> None:
    for within, kind in ((ROOT, "Pod"), (ROOT.child("template"), "PodTemplate")):
        assert identify({"apiVersion": "v1"}, within).kind is native()[kind]
    within = ROOT.child("spec", "jobTemplate", "spec", "template")
    assert identify({}, within).kind is native()["CronJob"]


WORDS: dict[str, tuple[dict[str, Any], list[dict[str, str]]]] = {
    "all is well": ({**APPS, "kind": "Deployment"}, []),
    "somebody else's": ({"apiVersion": "example.com/v1", "kind": "Deployment"}, []),
    "somebody else's without a kind": ({"apiVersion": "example.com/v1"}, []),
    "a group of Kubernetes' own without pods": (
        {"apiVersion": "networking.k8s.io/v1", "kind": "Deployment"},
        [{"type": "FieldValueInvalid", "field": "apiVersion", "detail": "Use apps/v1."}],
    ),
    "misspelt": (
        {**APPS, "kind": "deployment"},
        [{"type": "FieldValueInvalid", "field": "kind", "detail": "“kind: Deployment”"}],
    ),
    "unlike anything": (
        {**APPS, "kind": "Gizmo"},
        [{"type": "FieldValueInvalid", "field": "kind", "detail": 'no kind "Gizmo" with pods'}],
    ),
    "neither line": (
        {},
        [
            {"type": "FieldValueRequired", "field": "apiVersion", "detail": "“apiVersion: apps/v1”"},
            {"type": "FieldValueRequired", "field": "kind", "detail": "“kind: Deployment”"},
        ],
    ),
    "lines without a value": (
        {"apiVersion": None, "kind": None},
        [
            {"type": "FieldValueRequired", "field": "apiVersion"},
            {"type": "FieldValueRequired", "field": "kind"},
        ],
    ),
}


@pytest.mark.parametrize(("whole", "errors"), WORDS.values(), ids=WORDS)
def test_what_is_said(whole: dict[str, Any], errors: list[dict[str, str]]) -> None:
    assert_errors(identify(whole, TEMPLATED).errors, errors)


@pytest.mark.parametrize("version", [None, "", "0", "00", "x", 7, "-1", "٣"], ids=str)
def test_what_can_be_created(version: Any) -> None:
    assert list(validate_to_create({"metadata": {"resourceVersion": version, "uid": "1d2c"}})) == []
    assert list(validate_to_create({"metadata": None})) == []


def test_what_has_been_created() -> None:
    errors = [{"type": "FieldValueForbidden", "field": "metadata.resourceVersion", "detail": "Remove it"}]
    assert_errors(validate_to_create({"metadata": {"resourceVersion": "4711"}}), errors)
