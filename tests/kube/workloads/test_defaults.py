"""What the server fills in around a pod template."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from podbuilder.kube.validation.options import options_for
from podbuilder.kube.workloads.defaults import set_defaults

TEMPLATE = {"metadata": {"labels": {"app": "web"}}}
ROLLING = {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": "25%"}}
ONE_BY_ONE = {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1, "maxSurge": 0}}
RETAIN = {"whenDeleted": "Retain", "whenScaled": "Retain"}
SET = {"podManagementPolicy": "OrderedReady", "updateStrategy": {"type": "RollingUpdate"}}

# A kind, a spec, a version, and the spec with its defaults.
SPECS: dict[str, tuple[str, Any, str, Any]] = {
    "a kind without defaults": ("PodTemplate", {"x": 1}, "1.36", {"x": 1}),
    "an unknown kind": ("Rollout", {"replicas": None}, "1.36", {"replicas": None}),
    "values that are there": (
        "Deployment",
        {"replicas": 0, "progressDeadlineSeconds": 0, "strategy": {"type": "Recreate"}},
        "1.36",
        {"replicas": 0, "progressDeadlineSeconds": 0, "strategy": {"type": "Recreate"}},
    ),
    "a deployment": ("Deployment", {}, "1.36", {"replicas": 1, "progressDeadlineSeconds": 600, "strategy": ROLLING}),
    "a strategy without a type": (
        "Deployment",
        {"strategy": {"type": "", "rollingUpdate": {"maxSurge": 1}}},
        "1.36",
        {
            "replicas": 1,
            "progressDeadlineSeconds": 600,
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": 1}},
        },
    ),
    "a replica set": ("ReplicaSet", None, "1.36", {"replicas": 1}),
    "a daemon set": ("DaemonSet", {}, "1.36", {"updateStrategy": ONE_BY_ONE}),
    "a daemon set on delete": (
        "DaemonSet",
        {"updateStrategy": {"type": "OnDelete"}},
        "1.36",
        {"updateStrategy": {"type": "OnDelete"}},
    ),
    "a stateful set": ("StatefulSet", {}, "1.36", {**SET, "persistentVolumeClaimRetentionPolicy": RETAIN}),
    "a stateful set that says otherwise": (
        "StatefulSet",
        {
            "podManagementPolicy": "Parallel",
            "updateStrategy": {"type": "OnDelete", "rollingUpdate": {"partition": 2, "maxUnavailable": 2}},
            "persistentVolumeClaimRetentionPolicy": {"whenScaled": "Delete"},
            "ordinals": {"start": 1},
        },
        "1.27",
        {
            "podManagementPolicy": "Parallel",
            "updateStrategy": {"type": "OnDelete", "rollingUpdate": {"partition": 2}},
            "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Delete"},
            "ordinals": {"start": 1},
        },
    ),
    "a stateful set before its gates": (
        "StatefulSet",
        {"persistentVolumeClaimRetentionPolicy": {"whenScaled": "Delete"}, "ordinals": {"start": 1}},
        "1.26",
        SET,
    ),
    "a controller": ("ReplicationController", {}, "1.36", {"replicas": 1, "selector": {"app": "web"}}),
    "a controller that selects by itself": (
        "ReplicationController",
        {"selector": {"a": "b"}},
        "1.36",
        {"replicas": 1, "selector": {"a": "b"}},
    ),
    "a job": ("Job", {}, "1.36", {"completions": 1, "parallelism": 1, "completionMode": "NonIndexed"}),
    "a job with completions": (
        "Job",
        {"completions": 3},
        "1.36",
        {"completions": 3, "parallelism": 1, "completionMode": "NonIndexed"},
    ),
    "a job with parallelism": ("Job", {"parallelism": 3}, "1.36", {"parallelism": 3, "completionMode": "NonIndexed"}),
    "a cron job": ("CronJob", {}, "1.36", {"concurrencyPolicy": "Allow", "jobTemplate": {"spec": {}}}),
    "a cron job that says otherwise": (
        "CronJob",
        {"concurrencyPolicy": "Forbid", "jobTemplate": {"metadata": {}, "spec": {"completions": 2}}},
        "1.36",
        {"concurrencyPolicy": "Forbid", "jobTemplate": {"metadata": {}, "spec": {"completions": 2}}},
    ),
}


@pytest.mark.parametrize(("kind", "spec", "version", "expected"), SPECS.values(), ids=SPECS)
def test_defaults(kind: str, spec: Any, version: str, expected: Any) -> None:
    wrapper = {"kind": kind, "spec": spec}
    before = deepcopy(wrapper)
    made = set_defaults(wrapper, kind, TEMPLATE, options_for(version))
    assert made == {"kind": kind, "metadata": {}, "spec": expected}
    assert wrapper == before


POLICIES = {
    "podFailurePolicy": "1.26",
    "backoffLimitPerIndex": "1.29",
    "maxFailedIndexes": "1.29",
    "podReplacementPolicy": "1.29",
    "managedBy": "1.32",
    "successPolicy": "1.31",
}


@pytest.mark.parametrize(("field", "since"), POLICIES.items())
@pytest.mark.parametrize("kind", ["Job", "CronJob"])
def test_fields_of_gates_that_are_off(kind: str, field: str, since: str) -> None:
    job = {field: "x"}
    wrapper = {"spec": job if kind == "Job" else {"jobTemplate": {"spec": job}}}
    before = f"1.{int(since[2:]) - 1}"
    for version, is_there in ((before, False), (since, True)):
        spec = set_defaults(wrapper, kind, {}, options_for(version))["spec"]
        assert (field in (spec if kind == "Job" else spec["jobTemplate"]["spec"])) is is_there
