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
    "a kind that is not known, its template without a spec": {"kind": "Fleet", "spec": {"template": {}}},
    "a kind that is not known, its template a text": {"kind": "Fleet", "spec": {"template": {"spec": "x"}}},
    "a kind that is not known, its template without containers": {"kind": "Fleet", "spec": TEMPLATE},
    "a kind that only looks like a workload": {
        "kind": "VirtualMachine",
        "apiVersion": "kubevirt.io/v1",
        "spec": {"template": {"spec": {"containers": []}}},
    },
    "a workload that names another": {"kind": "Rollout", "apiVersion": "argoproj.io/v1alpha1", "spec": {}},
    "a spec alone": {"containers": []},
    "a spec without containers": {"spec": {"volumes": []}},
    "a kind that is no text": {"kind": 7, "spec": {"containers": []}},
    "a List of nothing": {"kind": "List"},
    "a List whose items are no list": {"kind": "List", "items": {"kind": "Pod"}},
}


@pytest.mark.parametrize("document", NONE.values(), ids=NONE)
def test_no_pod(document: Any) -> None:
    assert pod_paths_of(document) == []


PATHS: dict[str, tuple[Any, list[str]]] = {
    "a pod": ({"kind": "Pod"}, [""]),
    "a workload without a template": ({"kind": "Deployment"}, ["spec.template"]),
    "a cron job": ({"kind": "CronJob"}, ["spec.jobTemplate.spec.template"]),
    "a pod template": ({"kind": "PodTemplate"}, ["template"]),
    "a kind of another group": (
        {"kind": "Rollout", "apiVersion": "argoproj.io/v1alpha1", "spec": TEMPLATE},
        ["spec.template"],
    ),
    "a kind that is not known, with containers": (
        {"kind": "Fleet", "apiVersion": "example.com/v1", "spec": {"template": {"spec": {"containers": []}}}},
        ["spec.template"],
    ),
    "a namesake that is not known, with containers": (
        {"kind": "CronJob", "apiVersion": "example.com/v1", "spec": {"template": {"spec": {"containers": []}}}},
        ["spec.template"],
    ),
    "several templates": (
        {
            "kind": "RayCluster",
            "apiVersion": "ray.io/v1",
            "spec": {"headGroupSpec": TEMPLATE, "workerGroupSpecs": [TEMPLATE, {}, TEMPLATE]},
        },
        ["spec.headGroupSpec.template", "spec.workerGroupSpecs[0].template", "spec.workerGroupSpecs[2].template"],
    ),
    "a list of pods": ({"kind": "PodList", "apiVersion": "v1", "items": [{}, {"spec": {}}]}, ["items[0]", "items[1]"]),
    "a list of workloads": (
        {"kind": "DeploymentList", "apiVersion": "apps/v1", "items": [{"spec": {}}]},
        ["items[0].spec.template"],
    ),
    "a list of kinds of another group": (
        {"kind": "RolloutList", "apiVersion": "argoproj.io/v1alpha1", "items": [{"spec": TEMPLATE}, {}]},
        ["items[0].spec.template"],
    ),
    "objects under another name": (
        {"kind": "Template", "apiVersion": "template.openshift.io/v1", "objects": [{"kind": "Pod"}, {"kind": "Route"}]},
        ["objects[0]"],
    ),
    "no kind and containers": ({"spec": {"containers": None}}, [""]),
    "no kind and init containers": ({"spec": {"initContainers": []}}, [""]),
    "no kind and a job's template": (
        {"spec": {"jobTemplate": {"spec": TEMPLATE}}},
        ["spec.jobTemplate.spec.template"],
    ),
    "no kind and a template": ({"spec": TEMPLATE}, ["spec.template"]),
    "a List": (
        {"kind": "List", "items": [{"kind": "Service"}, {"kind": "Pod"}, 7, {"kind": "Job"}]},
        ["items[1]", "items[3].spec.template"],
    ),
    "a List in a List": (
        {"kind": "List", "items": [{"kind": "List", "items": [7, {"kind": "Pod"}]}, {"kind": "Job"}]},
        ["items[0].items[1]", "items[1].spec.template"],
    ),
    "a list of pods in a List": (
        {"kind": "List", "items": [{"kind": "PodList", "apiVersion": "v1", "items": [{"spec": {}}]}]},
        ["items[0].items[0]"],
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
    "a list of pods": ({"kind": "PodList"}, "This PodList contains no pod"),
    "another kind": ({"kind": "Node"}, "The kind Node is not a pod and has no pod template."),
    "what stands beside pods": (
        {"kind": "Service"},
        "A Service stands beside a pod, and is edited with one in its file:",
    ),
    "another of Kubernetes": (
        {"kind": "Ingress", "apiVersion": "networking.k8s.io/v1"},
        "An Ingress stands beside a pod, and is edited with one in its file:",
    ),
    "a former version of it": (
        {"kind": "Ingress", "apiVersion": "extensions/v1beta1"},
        "The kind Ingress is not a pod and has no pod template.",
    ),
    "a kind that only looks like a workload": (
        {"kind": "NodePool", "apiVersion": "karpenter.sh/v1"},
        "A NodePool of karpenter.sh has no pods: its template describes nodes.",
    ),
    "a kind with templates, without any": (
        {"kind": "RayCluster", "apiVersion": "ray.io/v1"},
        "This RayCluster has no pod template; it would stand at spec.headGroupSpec.template or "
        "spec.workerGroupSpecs[*].template.",
    ),
    "templates of several forms": (
        {"kind": "Workflow", "apiVersion": "argoproj.io/v1alpha1", "spec": {"templates": [{"steps": []}]}},
        "This Workflow has no pod template; it would stand at spec.templates[*].container or",
    ),
    "a kind that is not known": (
        {"kind": "Fleet", "apiVersion": "example.com/v1"},
        "Podbuilder does not know the kind Fleet of example.com, and finds no pod template in it.",
    ),
    "a spec alone": ({"containers": []}, "This looks like a pod's spec by itself."),
    "containers that are no list": ({"containers": {}}, "The line “kind: Pod” is missing"),
    "nothing": ({}, "The line “kind: Pod” is missing"),
}


@pytest.mark.parametrize(("document", "words"), WHY.values(), ids=WHY)
def test_why_there_is_no_pod(document: Any, words: str) -> None:
    sentence = why_no_pod(document)
    assert sentence.startswith(words)
    assert sentence.endswith(".")
