"""Which documents are pods or contain some, where, and what the others are."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.manifest.pod_paths import pod_paths_of, why_no_pod

TEMPLATE = {"template": {"spec": {}}}
NONE: dict[str, Any] = {
    "null": None,
    "a text": "kind: Pod",
    "a list": [{"kind": "Pod"}],
    "nothing": {},
    "another kind": {"kind": "Service", "spec": {"containers": []}},
    "another kind with a template without a spec": {"kind": "Rollout", "spec": {"template": {}}},
    "another kind with a template that is a text": {"kind": "Rollout", "spec": {"template": {"spec": "x"}}},
    "a spec alone": {"containers": []},
    "a spec without containers": {"spec": {"volumes": []}},
    "a kind that is no text": {"kind": 7, "spec": {"containers": []}},
    "a List of nothing": {"kind": "List"},
    "a List whose items are no list": {"kind": "List", "items": {"kind": "Pod"}},
    "a List in a List": {"kind": "List", "items": [{"kind": "List", "items": [{"kind": "Pod"}]}]},
}


@pytest.mark.parametrize("document", NONE.values(), ids=NONE)
def test_no_pod(document: Any) -> None:
    assert pod_paths_of(document) == []


PATHS: dict[str, tuple[Any, list[str]]] = {
    "a pod": ({"kind": "Pod"}, [""]),
    "a workload without a template": ({"kind": "Deployment"}, ["spec.template"]),
    "a cron job": ({"kind": "CronJob"}, ["spec.jobTemplate.spec.template"]),
    "a pod template": ({"kind": "PodTemplate"}, ["template"]),
    "another kind with a template": ({"kind": "Rollout", "spec": TEMPLATE}, ["spec.template"]),
    "no kind and containers": ({"spec": {"containers": None}}, [""]),
    "no kind and init containers": ({"spec": {"initContainers": []}}, [""]),
    "no kind and a template": ({"spec": TEMPLATE}, ["spec.template"]),
    "a List": (
        {"kind": "List", "items": [{"kind": "Service"}, {"kind": "Pod"}, 7, {"kind": "Job"}]},
        ["items[1]", "items[3].spec.template"],
    ),
}


@pytest.mark.parametrize(("document", "paths"), PATHS.values(), ids=PATHS)
def test_pods(document: Any, paths: list[str]) -> None:
    assert [str(path) for path in pod_paths_of(document)] == paths


@pytest.mark.parametrize("kind", ["StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"])
def test_workloads_have_their_template_in_the_spec(kind: str) -> None:
    assert [str(path) for path in pod_paths_of({"kind": kind})] == ["spec.template"]


COMMAND = "This is a command, not a manifest."
NO_MANIFEST = "This is not a manifest:"
WHY: dict[str, tuple[Any, str]] = {
    "a command": ("kubectl get pods", COMMAND),
    "a command after a prompt": ("$ kubectl run web", COMMAND),
    "another command after a prompt": ("> oc get pods", COMMAND),
    "a word that begins like a command": ("kubectlx get", NO_MANIFEST),
    "a text": ("hello", NO_MANIFEST),
    "a list": ([1], NO_MANIFEST),
    "a List": ({"kind": "List"}, "This List contains no pod"),
    "another kind": ({"kind": "Service"}, "The kind Service is not a pod and has no pod template."),
    "a spec alone": ({"containers": []}, "This looks like a pod's spec by itself."),
    "containers that are no list": ({"containers": {}}, "The line “kind: Pod” is missing"),
    "nothing": ({}, "The line “kind: Pod” is missing"),
}


@pytest.mark.parametrize(("document", "words"), WHY.values(), ids=WHY)
def test_why_there_is_no_pod(document: Any, words: str) -> None:
    sentence = why_no_pod(document)
    assert sentence.startswith(words)
    assert sentence.endswith(".")
