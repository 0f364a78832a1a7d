"""Judging an object beside a pod as people write it: the smallest valid one of its kind, and what a case changes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from podbuilder.kube.companions.judgement import Verdict
from podbuilder.kube.companions.judgement import judge as judge_object
from podbuilder.kube.companions.kinds import KINDS, kind_of
from podbuilder.kube.core import document, versions
from tests.support.cases import Case
from tests.support.complaints import assert_errors, assert_warnings
from tests.support.pods import path_of

SCALED = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}
# The smallest of each kind that every server takes, but for its name and what says what it is.
MINIMAL: dict[str, dict[str, Any]] = {
    "ConfigMap": {"data": {"app.conf": "color=blue"}},
    "HorizontalPodAutoscaler": {"spec": {"scaleTargetRef": SCALED, "maxReplicas": 5}},
    "HTTPRoute": {"spec": {"rules": [{"backendRefs": [{"name": "web", "port": 80}]}]}},
    "Ingress": {"spec": {"defaultBackend": {"service": {"name": "web", "port": {"number": 80}}}}},
    "LimitRange": {"spec": {"limits": [{"type": "Container", "max": {"memory": "1Gi"}}]}},
    "NetworkPolicy": {"spec": {"podSelector": {"matchLabels": {"app": "web"}}}},
    "PodDisruptionBudget": {"spec": {"selector": {"matchLabels": {"app": "web"}}, "minAvailable": 1}},
    "ResourceQuota": {"spec": {"hard": {"pods": 10}}},
    "Role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]},
    "RoleBinding": {"roleRef": {"kind": "Role", "name": "reader"}, "subjects": [{"kind": "User", "name": "alice"}]},
    "Secret": {"stringData": {"password": "s3cr3t"}},
    "PersistentVolumeClaim": {
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
    },
    "Service": {"spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]}},
    "ServiceAccount": {},
    "Namespace": {},
    "PriorityClass": {"value": 1000},
}


def companion(kind: str, changes: dict[str, Any] | None = None, without: list[str] | None = None) -> dict[str, Any]:
    """An object of a kind, with values put at paths and others taken away."""
    words = {"apiVersion": KINDS[kind].api_version, "kind": kind}
    made: Any = deepcopy({**words, "metadata": {"name": "web"}, **MINIMAL[kind]})
    for path, value in (changes or {}).items():
        made = document.assign(made, path_of(path), value)
    for path in without or ():
        made = document.remove(made, path_of(path))
    whole: dict[str, Any] = made
    return whole


def judge(whole: dict[str, Any], version: str = versions.DEFAULT) -> Verdict:
    """The verdict of the server of this version."""
    kind = kind_of(whole)
    assert kind is not None
    before = deepcopy(whole)
    verdict = judge_object(whole, kind, version)
    assert whole == before
    return verdict


def assert_judged(case: Case, kind: str) -> None:
    """The case's `errors` and `warnings`, none if it names none, in its `versions`; what is `stored` at paths."""
    whole = companion(kind, case.get("with"), case.get("without"))
    for version in case.get("versions", [versions.DEFAULT]):
        verdict = judge(whole, version)
        assert_errors(verdict.errors, case.get("errors", ()))
        assert_warnings(verdict.warnings, case.get("warnings", ()))
        for path, value in case.get("stored", {}).items():
            assert document.get(verdict.stored, path_of(path)) == value, path
