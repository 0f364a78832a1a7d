"""Which kinds the API server knows, and under which apiVersion."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.kinds import kind_of, native
from podbuilder.kube.workloads.identity import validate_identity
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
    "a custom resource": {"kind": "Job", "apiVersion": "batch.volcano.sh/v1alpha1"},
    "a custom resource's group alone": {"kind": "Job", "apiVersion": "batch.volcano.sh"},
}


@pytest.mark.parametrize("wrapper", NO_KINDS.values(), ids=NO_KINDS)
def test_no_kind(wrapper: dict[str, Any]) -> None:
    assert kind_of(wrapper) is None


@pytest.mark.parametrize("api_version", [None, 7, "v1", "batch/v1", "batch/v1.5", "other/v1"], ids=str)
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
    assert_errors(validate_identity({"apiVersion": api_version}, native()["Deployment"]), errors)
