"""Tests of podbuilder.kube.cluster.remedies: each makes the pod fit, or admitted, as its title says."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.cluster.cluster_answer import answer_to
from podbuilder.kube.cluster.facts import facts_of
from podbuilder.kube.cluster.remedies import Remedy, remedies_for_names, remedies_for_nodes
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.manifest import Manifest
from tests.clusters.support import CLUSTER, node

FACTS = Snapshot(facts_of([CLUSTER]).objects)
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: nginx:1.27
"""


def of_nodes(text: str, snapshot: Snapshot = FACTS) -> list[Remedy]:
    manifest = Manifest.read(text)
    found = answer_to(snapshot, manifest, "1.36")
    assert found.scheduling is not None
    return remedies_for_nodes(snapshot, found.admission.object, manifest.pod, "1.36", found.scheduling.statuses)


def fits(snapshot: Snapshot, manifest: Manifest) -> bool:
    scheduling = answer_to(snapshot, manifest, "1.36").scheduling
    return scheduling is not None and bool(scheduling.feasible)


def with_nodes(*nodes: dict[str, Any]) -> Snapshot:
    return Snapshot({**FACTS.objects, "Node": list(nodes), "Pod": []})


GPU = node("node-g", "4")
GPU["status"]["allocatable"]["nvidia.com/gpu"] = "1"
TINY = node("node-t", "4")
TINY["status"]["allocatable"]["memory"] = "512Mi"
# What the pod asks for, the cluster, and the titles of what would help.
CASES: dict[str, tuple[str, Snapshot, list[str]]] = {
    "more than any node could give, of nothing": ("", with_nodes(node("node-x", "0")), []),
    "too much for the room that is left": (
        "    resources: {requests: {cpu: '3'}}\n",
        FACTS,
        ["Tolerate nvidia.com/gpu=present:NoSchedule", "Ask for 2000m of cpu"],
    ),
    "too much memory, by its limit": (
        "    resources: {limits: {memory: 1Gi}}\n",
        with_nodes(TINY),
        ["Ask for 512Mi of memory"],
    ),
    "less than a mebibyte left": (
        "    resources: {requests: {memory: 1Gi}}\n",
        with_nodes({**TINY, "status": {"allocatable": {"cpu": "4", "memory": "1Ki", "pods": "9"}}}),
        [],
    ),
    "too much of one thing, and enough of another": (
        "    resources: {requests: {cpu: 1, memory: 1Gi}}\n",
        with_nodes(TINY),
        ["Ask for 512Mi of memory"],
    ),
    "too much for the pod as a whole": (
        "    resources: {requests: {cpu: 3}}\n  - {name: b, image: b, resources: {requests: {cpu: 3}}}\n"
        "  - {name: c, image: c, resources: {requests: {cpu: 3}}}\n",
        with_nodes(node("node-x", "4")),
        [],
    ),
    "too many devices": (
        "    resources: {limits: {nvidia.com/gpu: 2}}\n",
        with_nodes(GPU),
        ["Ask for 1 of nvidia.com/gpu"],
    ),
    "a label that no node has so": (
        "  nodeSelector: {zone: z, kubernetes.io/os: linux}\n",
        with_nodes(node("node-a", "4"), node("node-b", "4")),
        [
            "Choose nodes with zone=a",
            "Choose nodes with zone=b",
            "Choose nodes whatever their zone",
            "Choose nodes whatever their kubernetes.io/os",
        ],
    ),
    "one label of two that no node has": (
        "  nodeSelector: {zone: a, kubernetes.io/os: linux}\n",
        with_nodes(node("node-a", "4")),
        ["Choose nodes whatever their kubernetes.io/os"],
    ),
    "a taint without a value": (
        "",
        with_nodes(
            node(
                "node-x",
                "4",
                taints=[{"key": "gone", "effect": "NoExecute"}, {"key": "p", "effect": "PreferNoSchedule"}],
            )
        ),
        ["Tolerate gone:NoExecute"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_remedies_are_offered_by_what_refuses(case: str) -> None:
    more, snapshot, titles = CASES[case]
    assert [one.title for one in of_nodes(POD + more, snapshot)] == titles


@pytest.mark.parametrize("case", [case for case, (_, _, titles) in CASES.items() if titles])
def test_some_remedy_makes_the_pod_fit(case: str) -> None:
    more, snapshot, _ = CASES[case]
    manifest = Manifest.read(POD + more)
    tried = [fits(snapshot, manifest.patch(one.edits)) for one in of_nodes(POD + more, snapshot)]
    assert any(tried) or case == "a label that no node has so"


def test_a_port_that_is_taken_is_given_up() -> None:
    other = {
        "metadata": {"name": "o", "namespace": "a"},
        "spec": {"nodeName": "node-a", "containers": [{"ports": [{"hostPort": 80, "containerPort": 80}]}]},
    }
    snapshot = Snapshot({**FACTS.objects, "Node": [node("node-a", "4")], "Pod": [other]})
    text = f"{POD}    ports: [{{containerPort: 80, hostPort: 80}}, {{containerPort: 81, hostPort: 81}}]\n"
    (remedy,) = of_nodes(text, snapshot)
    assert remedy.title == "Give up the node's port 80"
    assert fits(snapshot, Manifest.read(text).patch(remedy.edits))


CLASS = {"kind": "PriorityClass", "metadata": {"name": "high"}, "value": 5}
CLAIM = {"kind": "PersistentVolumeClaim", "metadata": {"name": "data", "namespace": "default"}}
KNOWN = Snapshot({"PriorityClass": [CLASS], "PersistentVolumeClaim": [CLAIM], "ServiceAccount": []})
NAMES: dict[str, tuple[str, Snapshot, list[str]]] = {
    "nothing named": ("", KNOWN, []),
    "one that Kubernetes brings along": ("  priorityClassName: system-node-critical\n", KNOWN, []),
    "one that is there": ("  priorityClassName: high\n", KNOWN, []),
    "a kind that is not known": ("  priorityClassName: none\n", Snapshot({}), []),
    "none to choose from": ("  serviceAccountName: none\n", KNOWN, []),
    "a class that is not there": ("  priorityClassName: none\n", KNOWN, ["Use PriorityClass high"]),
    "a volume that is no claim": ("  volumes: [{name: a, emptyDir: {}}]\n", KNOWN, []),
    "a claim that is not there": (
        "  volumes: [{name: a, persistentVolumeClaim: {claimName: none}}]\n",
        KNOWN,
        ["Use PersistentVolumeClaim data"],
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_that_the_cluster_has_are_offered(case: str) -> None:
    more, snapshot, titles = NAMES[case]
    assert [one.title for one in remedies_for_names(snapshot, Manifest.read(POD + more).pod, "default")] == titles
