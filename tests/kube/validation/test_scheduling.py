"""Gates, groups and preemption."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.options import options_for
from podbuilder.kube.validation.scheduling import (
    validate_scheduling_gates,
    validate_scheduling_group,
    validate_workload_reference,
)
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "scheduling.yaml")
def test_scheduling(case: Case) -> None:
    assert_judged(case)


# No version has had these on by default, so no pod gets so far.


@pytest.mark.parametrize(
    ("group", "errors"),
    [
        ({"podGroupName": "train.example"}, []),
        ({}, [{"type": "FieldValueInvalid", "field": "podGroupName"}]),
        ({"podGroupName": "A"}, [{"type": "FieldValueInvalid", "field": "podGroupName", "detail": '"A"'}]),
    ],
)
def test_a_group_is_named(group: dict[str, Any], errors: list[dict[str, str]]) -> None:
    assert_errors(validate_scheduling_group(group, ROOT), errors)


@pytest.mark.parametrize(
    ("workload", "fields"),
    [
        ({"name": "a.b", "podGroup": "c"}, []),
        ({"name": "a", "podGroup": "b", "podGroupReplicaKey": "c"}, []),
        ({}, ["name", "podGroup"]),
        ({"name": "A", "podGroup": "b.c", "podGroupReplicaKey": "d.e"}, ["name", "podGroup", "podGroupReplicaKey"]),
    ],
)
def test_a_workload_is_named(workload: dict[str, str], fields: list[str]) -> None:
    errors = validate_workload_reference(workload, ROOT)
    assert_errors(errors, [{"type": "FieldValueInvalid", "field": field} for field in fields])


def test_gates_in_1_26_need_some_name() -> None:
    gates = [{"name": "a b"}, {}]
    errors = validate_scheduling_gates(gates, ROOT.child("gates"), options_for("1.26"))
    assert_errors(errors, [{"type": "FieldValueRequired", "field": "gates[1]"}])
