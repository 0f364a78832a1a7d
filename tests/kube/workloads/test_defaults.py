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
DEPLOYMENT = {"replicas": 1, "progressDeadlineSeconds": 600, "revisionHistoryLimit": 10, "strategy": ROLLING}
DAEMONS = {"revisionHistoryLimit": 10, "updateStrategy": ONE_BY_ONE}
SET = {
    "replicas": 1,
    "podManagementPolicy": "OrderedReady",
    "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}},
    "revisionHistoryLimit": 10,
}
KEPT = {"persistentVolumeClaimRetentionPolicy": RETAIN}
JOB = {
    "completions": 1,
    "parallelism": 1,
    "completionMode": "NonIndexed",
    "backoffLimit": 6,
    "suspend": False,
    "manualSelector": False,
    "podReplacementPolicy": "TerminatingOrFailed",
}
OLD_JOB = {name: JOB[name] for name in ("completions", "parallelism", "completionMode", "backoffLimit", "suspend")}
CRON_JOB = {
    "concurrencyPolicy": "Allow",
    "suspend": False,
    "successfulJobsHistoryLimit": 3,
    "failedJobsHistoryLimit": 1,
    "jobTemplate": {"spec": {}},
}
CONDITION = {"type": "DisruptionTarget"}


def policy(**condition: str) -> dict[str, Any]:
    return {"podFailurePolicy": {"rules": [{"action": "Count", "onPodConditions": [{**CONDITION, **condition}]}, {}]}}


# A kind, a spec, a version, and the spec with its defaults.
SPECS: dict[str, tuple[str, Any, str, Any]] = {
    "an unknown kind": ("Rollout", {"replicas": None}, "1.36", {"replicas": None}),
    "values that are there": (
        "Deployment",
        {**DEPLOYMENT, "replicas": 0, "progressDeadlineSeconds": 0, "strategy": {"type": "Recreate"}},
        "1.36",
        {**DEPLOYMENT, "replicas": 0, "progressDeadlineSeconds": 0, "strategy": {"type": "Recreate"}},
    ),
    "a deployment": ("Deployment", {}, "1.36", DEPLOYMENT),
    "what is as good as absent": ("Deployment", {"minReadySeconds": 0, "paused": False}, "1.36", DEPLOYMENT),
    "what is not": (
        "Deployment",
        {"minReadySeconds": 5, "paused": True},
        "1.36",
        {**DEPLOYMENT, "minReadySeconds": 5, "paused": True},
    ),
    "a strategy without a type": (
        "Deployment",
        {"strategy": {"type": "", "rollingUpdate": {"maxSurge": 1}}},
        "1.36",
        {
            **DEPLOYMENT,
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": 1}},
        },
    ),
    "a replica set": ("ReplicaSet", None, "1.36", {"replicas": 1}),
    "a daemon set": ("DaemonSet", {}, "1.36", DAEMONS),
    "a daemon set on delete": (
        "DaemonSet",
        {"updateStrategy": {"type": "OnDelete"}},
        "1.36",
        {**DAEMONS, "updateStrategy": {"type": "OnDelete"}},
    ),
    "a daemon set on delete with shares": (
        "DaemonSet",
        {"updateStrategy": {"type": "OnDelete", "rollingUpdate": {"maxSurge": 1}}},
        "1.36",
        {**DAEMONS, "updateStrategy": {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}},
    ),
    "a stateful set": ("StatefulSet", {}, "1.36", {**SET, **KEPT}),
    "a stateful set that names its strategy": (
        "StatefulSet",
        {"updateStrategy": {"type": "RollingUpdate"}},
        "1.36",
        {**SET, **KEPT, "updateStrategy": {"type": "RollingUpdate"}},
    ),
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
            **SET,
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
    "a stateful set's claims and an empty ordinal": (
        "StatefulSet",
        {
            "ordinals": {},
            "volumeClaimTemplates": [
                {"apiVersion": "v2", "spec": {"resources": {"requests": {"storage": "1024Mi"}}}},
                {"spec": {"volumeMode": "Block"}, "status": {"phase": "Bound"}},
                {},
            ],
        },
        "1.36",
        {
            **SET,
            **KEPT,
            "ordinals": {"start": 0},
            "volumeClaimTemplates": [
                {
                    "apiVersion": "v1",
                    "kind": "PersistentVolumeClaim",
                    "spec": {"volumeMode": "Filesystem", "resources": {"requests": {"storage": "1Gi"}}},
                    "status": {"phase": "Pending"},
                },
                {
                    "apiVersion": "v1",
                    "kind": "PersistentVolumeClaim",
                    "spec": {"volumeMode": "Block"},
                    "status": {"phase": "Bound"},
                },
                {
                    "apiVersion": "v1",
                    "kind": "PersistentVolumeClaim",
                    "spec": {"volumeMode": "Filesystem"},
                    "status": {"phase": "Pending"},
                },
            ],
        },
    ),
    "a controller": ("ReplicationController", {}, "1.36", {"replicas": 1, "selector": {"app": "web"}}),
    "a controller that selects by itself": (
        "ReplicationController",
        {"selector": {"a": "b"}},
        "1.36",
        {"replicas": 1, "selector": {"a": "b"}},
    ),
    "a job": ("Job", {}, "1.36", JOB),
    "a job of old": ("Job", {}, "1.28", OLD_JOB),
    "a job with completions": ("Job", {"completions": 3}, "1.36", {**JOB, "completions": 3}),
    "a job with parallelism": (
        "Job",
        {"parallelism": 3},
        "1.36",
        {**{name: value for name, value in JOB.items() if name != "completions"}, "parallelism": 3},
    ),
    "a job with tries for each index": (
        "Job",
        {"backoffLimitPerIndex": 1},
        "1.36",
        {**JOB, "backoffLimitPerIndex": 1, "backoffLimit": 2147483647},
    ),
    "a job with conditions": (
        "Job",
        policy(),
        "1.36",
        {**JOB, **policy(status="True"), "podReplacementPolicy": "Failed"},
    ),
    "a job with a condition's status": (
        "Job",
        policy(status="False"),
        "1.33",
        {**JOB, **policy(status="False"), "podReplacementPolicy": "Failed"},
    ),
    "a cron job": ("CronJob", {}, "1.36", CRON_JOB),
    "a cron job that says otherwise": (
        "CronJob",
        {"concurrencyPolicy": "Forbid", "suspend": True, "jobTemplate": {"metadata": {}, "spec": {"completions": 2}}},
        "1.36",
        {
            **CRON_JOB,
            "concurrencyPolicy": "Forbid",
            "suspend": True,
            "jobTemplate": {"metadata": {}, "spec": {"completions": 2}},
        },
    ),
    "a cron job with conditions": (
        "CronJob",
        {"jobTemplate": {"spec": policy()}},
        "1.34",
        {**CRON_JOB, "jobTemplate": {"spec": policy(status="True")}},
    ),
    "a cron job with conditions of old": (
        "CronJob",
        {"jobTemplate": {"spec": policy()}},
        "1.33",
        {**CRON_JOB, "jobTemplate": {"spec": policy()}},
    ),
}
# The kinds that copy their template's labels.
LABELLED = ("Job", "ReplicationController")


@pytest.mark.parametrize(("kind", "spec", "version", "expected"), SPECS.values(), ids=SPECS)
def test_defaults(kind: str, spec: Any, version: str, expected: Any) -> None:
    wrapper = {"kind": kind, "spec": spec}
    before = deepcopy(wrapper)
    made = set_defaults(wrapper, kind, TEMPLATE, options_for(version))
    metadata = TEMPLATE["metadata"] if kind in LABELLED else {}
    assert made == {"kind": kind, "metadata": metadata, "spec": expected}
    assert wrapper == before


@pytest.mark.parametrize("kind", LABELLED)
def test_labels_of_its_own(kind: str) -> None:
    wrapper = {"metadata": {"labels": {"tier": "back"}}}
    assert set_defaults(wrapper, kind, TEMPLATE, options_for("1.36"))["metadata"] == {"labels": {"tier": "back"}}
    assert set_defaults({}, kind, {}, options_for("1.36"))["metadata"] == {}


def test_a_pod_template_has_no_spec() -> None:
    wrapper = {"template": {}}
    assert set_defaults(wrapper, "PodTemplate", TEMPLATE, options_for("1.36")) == {"metadata": {}, "template": {}}


GATED = {
    "podFailurePolicy": ("1.26", {}),
    "backoffLimitPerIndex": ("1.29", 1),
    "maxFailedIndexes": ("1.29", 1),
    "podReplacementPolicy": ("1.29", "x"),
    "managedBy": ("1.32", "x"),
    "successPolicy": ("1.31", "x"),
}


@pytest.mark.parametrize(("field", "since", "value"), [(field, *rest) for field, rest in GATED.items()])
def test_fields_of_gates_that_are_off(field: str, since: str, value: Any) -> None:
    """A job loses them. The template of a job in a CronJob keeps them."""
    before = f"1.{int(since[2:]) - 1}"
    for version, is_there in ((before, False), (since, True)):
        options = options_for(version)
        assert (field in set_defaults({"spec": {field: value}}, "Job", {}, options)["spec"]) is is_there
        cron_job = {"spec": {"jobTemplate": {"spec": {field: value}}}}
        assert field in set_defaults(cron_job, "CronJob", {}, options)["spec"]["jobTemplate"]["spec"]
