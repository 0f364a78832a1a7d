"""The pod's own fields in a change of kind."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.workload_change.notes import Answers
from podbuilder.kube.workload_change.pod_fields import (
    lost_in_template,
    new_policy,
    note_on_policy,
    traps,
    written_by_others,
)

CLAIM = {"persistentVolumeClaim": {"claimName": "a"}}


@pytest.mark.parametrize(
    ("one", "paths"),
    [
        ({"metadata": {"name": "web", "creationTimestamp": None, "finalizers": []}, "status": {}}, []),
        ({"metadata": "odd"}, []),
        ({"metadata": {"uid": "a", "ownerReferences": []}}, ["metadata.uid", "metadata.ownerReferences"]),
        ({"status": {"phase": "Running"}}, ["status"]),
    ],
)
def test_what_others_wrote(one: dict[str, Any], paths: list[str]) -> None:
    assert [str(note.path) for note in written_by_others(one)] == paths


@pytest.mark.parametrize(
    ("pod", "to", "paths"),
    [
        ({"metadata": {"labels": {"app": "web"}, "annotations": None}}, "Deployment", []),
        ({"metadata": {"labels": {"job-name": "web"}}}, "Job", ["metadata.labels[job-name]"]),
        ({"spec": {"activeDeadlineSeconds": 5}}, "CronJob", []),
        ({"spec": {"activeDeadlineSeconds": 5}}, "DaemonSet", ["spec.activeDeadlineSeconds"]),
    ],
)
def test_what_a_template_cannot_have(pod: dict[str, Any], to: str, paths: list[str]) -> None:
    assert [str(note.path) for note in lost_in_template(pod, to)] == paths


@pytest.mark.parametrize(
    ("now", "to", "answer", "policy", "outcome"),
    [
        (None, "Pod", None, None, ""),
        (None, "Pod", "", None, ""),
        ("Always", "Pod", None, None, ""),
        ("Never", "Pod", None, None, "open"),
        ("Never", "Pod", "", "", ""),
        ("Never", "Pod", "Always", "Always", ""),
        (None, "Deployment", None, None, ""),
        ("Always", "Deployment", "Never", None, ""),
        ("Never", "Deployment", None, "Always", "added"),
        ("OnFailure", "Job", None, None, ""),
        ("OnFailure", "Job", "Always", None, ""),
        ("OnFailure", "Job", "Never", "Never", "open"),
        (None, "Job", None, "Never", "open"),
        ("Always", "CronJob", "OnFailure", "OnFailure", "open"),
    ],
)
def test_a_policy(now: str | None, to: str, answer: str | None, policy: str | None, outcome: str) -> None:
    pod = {"spec": {} if now is None else {"restartPolicy": now}}
    assert new_policy(pod, to, Answers(restart_policy=answer)) == policy
    assert [note.outcome for note in note_on_policy(policy, pod, to, ROOT)] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("container", "policy"),
    [
        ("odd", "Never"),
        ({"resizePolicy": ["odd", {"resourceName": "cpu", "restartPolicy": "NotRequired"}]}, "Never"),
        ({"resizePolicy": [{"resourceName": "cpu", "restartPolicy": "RestartContainer"}]}, "OnFailure"),
    ],
)
def test_a_container_that_is_restarted_to_be_resized(container: Any, policy: str) -> None:
    assert new_policy({"spec": {"containers": [container]}}, "Job", Answers()) == policy


@pytest.mark.parametrize(
    ("spec", "to", "paths"),
    [
        (None, "Deployment", []),
        ({"nodeName": "one"}, "Pod", []),
        ({"volumes": [CLAIM]}, "Deployment", []),
        ({"volumes": [{}, CLAIM]}, "StatefulSet", ["spec.volumes[1]"]),
        ({"nodeName": "one", "hostname": "web"}, "Job", ["spec.nodeName", "spec.hostname"]),
    ],
)
def test_traps(spec: Any, to: str, paths: list[str]) -> None:
    assert [str(note.path) for note in traps({"spec": spec}, to)] == paths
