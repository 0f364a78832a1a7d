"""Judging a workload as a person writes it: the smallest valid one of its kind, with a case's differences."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import FieldError, FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.support.cases import Case
from tests.support.complaints import assert_errors
from tests.support.pods import path_of

LABELS = {"app": "web"}
TEMPLATE = {"metadata": {"labels": LABELS}, "spec": {"containers": [{"name": "app", "image": "nginx:1.27"}]}}
ENDING = {"spec": {"restartPolicy": "Never", "containers": [{"name": "work", "image": "busybox:1.36"}]}}
SELECTED = {"selector": {"matchLabels": LABELS}, "template": TEMPLATE}
APPS, BATCH, CORE = "apps/v1", "batch/v1", "v1"
# The smallest of each kind that every server takes.
MINIMAL: dict[str, dict[str, Any]] = {
    "Deployment": {"apiVersion": APPS, "spec": SELECTED},
    "ReplicaSet": {"apiVersion": APPS, "spec": SELECTED},
    "StatefulSet": {"apiVersion": APPS, "spec": SELECTED},
    "DaemonSet": {"apiVersion": APPS, "spec": SELECTED},
    "ReplicationController": {"apiVersion": CORE, "spec": {"template": TEMPLATE}},
    "PodTemplate": {"apiVersion": CORE, "template": TEMPLATE},
    "Job": {"apiVersion": BATCH, "spec": {"template": ENDING}},
    "CronJob": {"apiVersion": BATCH, "spec": {"schedule": "0 3 * * *", "jobTemplate": {"spec": {"template": ENDING}}}},
}


def workload(kind: str, changes: dict[str, Any] | None = None, without: list[str] | None = None) -> dict[str, Any]:
    """A workload of a kind, with values put at paths and others taken away."""
    made: Any = deepcopy({"kind": kind, "metadata": {"name": "web"}, **MINIMAL[kind]})
    for path, value in (changes or {}).items():
        made = document.assign(made, path_of(path), value)
    for path in without or ():
        made = document.remove(made, path_of(path))
    whole: dict[str, Any] = made
    return whole


def judge(whole: dict[str, Any], version: str = versions.DEFAULT) -> list[FieldError]:
    """All that the server of this version refuses, with paths of the document."""
    manifest = Manifest.read(json.dumps(whole))
    verdict = review_manifest(manifest, version)
    own = [replace(e, path=FieldPath((*manifest.pod_path, *e.path))) for e in verdict.errors]
    assert verdict.accepted == (not own and not verdict.wrapper_errors)
    return [*verdict.wrapper_errors, *own]


def judge_pods(whole: dict[str, Any], version: str = versions.DEFAULT) -> list[FieldError]:
    """What the server refuses only in the pods that the workload makes, with paths of the document."""
    verdict = review_manifest(Manifest.read(json.dumps(whole)), version)
    assert verdict.pods_accepted == (verdict.accepted and not verdict.pod_errors)
    return list(verdict.pod_errors)


def assert_judged(case: Case, default: str) -> None:
    """The case's `errors`, none if it names none, for its `kinds` (or the table's) in its `versions`.

    Its `pods` are the errors of the pods alone.
    """
    for kind in case.get("kinds", [default]):
        whole = workload(kind, case.get("with"), case.get("without"))
        for version in case.get("versions", [versions.DEFAULT]):
            assert_errors(judge(whole, version), case.get("errors", ()))
            assert_errors(judge_pods(whole, version), case.get("pods", ()))
