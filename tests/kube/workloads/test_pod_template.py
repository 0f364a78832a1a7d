"""What a kind requires of its pod template."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.options import options_for
from podbuilder.kube.workloads import pod_template as templates
from tests.support.complaints import assert_errors

AT = ROOT.child("template")
POLICY, DEADLINE = "template.spec.restartPolicy", "template.spec.activeDeadlineSeconds"

RUNS: dict[str, tuple[dict[str, Any], list[dict[str, str]]]] = {
    "always": ({"restartPolicy": "Always"}, []),
    "on failure": (
        {"restartPolicy": "OnFailure"},
        [{"type": "FieldValueNotSupported", "field": POLICY, "detail": 'must be "Always", not "OnFailure". For work'}],
    ),
    "never": ({"restartPolicy": "Never"}, [{"type": "FieldValueNotSupported", "field": POLICY, "detail": "use a Job"}]),
    "an unknown policy": (
        {"restartPolicy": "Sometimes"},
        [{"type": "FieldValueNotSupported", "field": POLICY, "detail": "is not a known value"}],
    ),
    "no policy": ({}, [{"type": "FieldValueNotSupported", "field": POLICY, "detail": "The value is empty"}]),
    "a deadline": (
        {"restartPolicy": "Always", "activeDeadlineSeconds": 0},
        [{"type": "FieldValueForbidden", "field": DEADLINE, "detail": "The pods of a Deployment are kept running"}],
    ),
}


@pytest.mark.parametrize(("spec", "errors"), RUNS.values(), ids=RUNS)
def test_pods_that_are_kept_running(spec: dict[str, Any], errors: list[dict[str, str]]) -> None:
    assert_errors(templates.validate_runs_always({"spec": spec}, AT, "Deployment"), errors)


def test_spec_of() -> None:
    assert templates.spec_of({"spec": {"a": 1}}) == {"a": 1}
    assert templates.spec_of({}) == templates.spec_of({"spec": None}) == {}


DISKS: dict[str, tuple[list[dict[str, Any]], list[int]]] = {
    "no volumes": ([], []),
    "other volumes": ([{"emptyDir": {}}], []),
    "a disk that is only read": ([{"gcePersistentDisk": {"readOnly": True}}], []),
    "disks that are written to": (
        [{"gcePersistentDisk": {}}, {"emptyDir": {}}, {"gcePersistentDisk": {"readOnly": False}}],
        [0, 2],
    ),
}


@pytest.mark.parametrize(("volumes", "refused"), DISKS.values(), ids=DISKS)
def test_disks_of_several_pods(volumes: list[dict[str, Any]], refused: list[int]) -> None:
    template = {"spec": {"volumes": volumes}}
    found = templates.validate_read_only_persistent_disks(template, AT, options_for("1.28"))
    fields = [f"template.spec.volumes[{i}].gcePersistentDisk.readOnly" for i in refused]
    assert_errors(found, [{"type": "FieldValueInvalid", "field": field} for field in fields])
    assert list(templates.validate_read_only_persistent_disks(template, AT, options_for("1.29"))) == []
