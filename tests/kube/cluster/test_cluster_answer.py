"""What a cluster does to a pod, from its creation to its node."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from podbuilder.kube.cluster import cluster_answer
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer, answer_to, ranked_nodes
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.manifest import Manifest

OBJECTS: dict[str, list[Any]] = {
    "Namespace": [{"metadata": {"name": "default"}, "status": {"phase": "Active"}}],
    "ServiceAccount": [{"metadata": {"name": "default", "namespace": "default"}}],
    "Node": [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "2", "memory": "4Gi", "pods": "10"}}}],
    "Pod": [],
    "LimitRange": [],
    "ResourceQuota": [],
}
STORAGE: dict[str, list[Any]] = {
    "PersistentVolumeClaim": [],
    "PersistentVolume": [],
    "StorageClass": [{"metadata": {"name": "fast"}, "provisioner": "csi", "volumeBindingMode": "WaitForFirstConsumer"}],
}


def spec(**further: Any) -> dict[str, Any]:
    return {"containers": [{"name": "main", "image": "nginx"}], **further}


def pod(**further: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec(**further)}


def workload(kind: str, within: dict[str, Any], **further: Any) -> dict[str, Any]:
    labels = {"app": "web"}
    template = {"metadata": {"labels": labels}, "spec": within}
    whole = {"selector": {"matchLabels": labels}, "template": template, **further}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": whole}


def asked(document: dict[str, Any], **objects: Any) -> ClusterAnswer:
    known = {kind: found for kind, found in (OBJECTS | objects).items() if found is not None}
    return answer_to(Snapshot(known), Manifest.read(yaml.safe_dump(document)), "1.36")


def test_a_pod_that_is_admitted_and_fits() -> None:
    answer = asked(pod())
    assert answer.admission.accepted
    assert answer.scheduling is not None
    assert answer.scheduling.feasible == ["a"]
    assert answer.not_judged == ()


def test_a_pod_that_is_refused_is_not_scheduled() -> None:
    answer = asked(pod(), Namespace=[])
    assert answer.admission.by == "NamespaceLifecycle"
    assert answer.scheduling is None


def test_a_workload_that_is_refused_has_no_pods() -> None:
    answer = asked(workload("Deployment", spec()), Namespace=[])
    assert answer.admission.by == "NamespaceLifecycle"
    assert answer.scheduling is None


def test_the_first_pod_of_a_workload() -> None:
    answer = asked(workload("Deployment", spec()))
    assert answer.admission.object["metadata"]["name"] == "web-xxxxx"
    assert answer.scheduling is not None
    assert answer.scheduling.feasible == ["a"]


@pytest.mark.parametrize("claim_is_there", [False, True])
def test_the_claims_of_a_stateful_set(claim_is_there: bool) -> None:
    template = {
        "metadata": {"name": "data"},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "storageClassName": "fast",
            "resources": {"requests": {"storage": "1Gi"}},
        },
    }
    document = workload("StatefulSet", spec(), serviceName="web", volumeClaimTemplates=[template])
    claim = {"metadata": {"name": "data-web-0", "namespace": "default"}, "spec": {"storageClassName": "fast"}}
    answer = asked(document, **STORAGE | {"PersistentVolumeClaim": [claim] if claim_is_there else []})
    assert answer.admission.object["metadata"]["name"] == "web-0"
    assert answer.scheduling is not None
    assert answer.scheduling.feasible == ["a"]


def test_claims_that_are_made_for_it() -> None:
    template = {
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "storageClassName": "fast",
            "resources": {"requests": {"storage": "1Gi"}},
        }
    }
    volumes = [{"name": "v", "ephemeral": {"volumeClaimTemplate": template}}]
    answer = asked(pod(volumes=volumes), **STORAGE)
    assert answer.scheduling is not None
    assert answer.scheduling.feasible == ["a"]


def test_without_nodes_only_admission_is_known() -> None:
    answer = asked(pod(), Node=None)
    assert answer.admission.accepted
    assert answer.scheduling is None
    assert answer.not_judged == ("The snapshot has no nodes, so where the pod can run is unknown.",)


def test_without_running_pods_nodes_are_empty() -> None:
    answer = asked(pod(), Pod=None)
    assert answer.scheduling is not None
    assert "Without running pods" in answer.not_judged[0]


def test_claims_of_which_nothing_is_known() -> None:
    claims = [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]
    answer = asked(pod(volumes=claims))
    assert answer.scheduling is None
    assert answer.not_judged == (
        "The snapshot says nothing of PersistentVolumeClaim, PersistentVolume, StorageClass,"
        " so claims of volumes cannot be judged.",
    )
    assert asked(pod(volumes=claims), **STORAGE).scheduling is not None


def test_what_the_scheduler_would_do_may_not_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise NotJudged("Nobody knows.")

    monkeypatch.setattr(cluster_answer, "schedule", refuse)
    answer = asked(pod())
    assert answer.scheduling is None
    assert answer.not_judged == ("Nobody knows.",)


def test_the_replicas_of_a_workload() -> None:
    resources = {"requests": {"cpu": "1"}}
    within = {"containers": [{"name": "main", "image": "nginx", "resources": resources}]}
    assert asked(workload("Deployment", within)).replicas is None
    many = Manifest.read(yaml.safe_dump(workload("Deployment", within, replicas=2)))
    assert answer_to(Snapshot(OBJECTS), many, "1.36", with_replicas=False).replicas is None
    fits = asked(workload("Deployment", within, replicas=2)).replicas
    assert fits is not None
    assert (fits.nodes, fits.message) == ({"a": 2}, "")
    does_not = asked(workload("Deployment", within, replicas=3)).replicas
    assert does_not is not None
    assert (does_not.total, does_not.message) == (2, "0/1 nodes are available: 1 Insufficient cpu.")


def test_replicas_share_a_claim_for_devices() -> None:
    within = spec(resourceClaims=[{"name": "gpu", "resourceClaimName": "gpu"}])
    claim = {"metadata": {"name": "gpu", "namespace": "default"}, "status": {"allocation": {"devices": {}}}}
    known: dict[str, Any] = {"ResourceClaim": [claim], "ResourceSlice": [], "DeviceClass": []}
    answer = asked(workload("Deployment", within, replicas=3), **known)
    assert answer.replicas is not None
    assert answer.replicas.nodes == {"a": 3}


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet"])
def test_replicas_have_claims_of_their_own(kind: str) -> None:
    spec_of_claim = {
        "accessModes": ["ReadWriteOnce"],
        "storageClassName": "local",
        "resources": {"requests": {"storage": "1Gi"}},
    }
    own: dict[str, Any] = {"volumes": [{"name": "v", "ephemeral": {"volumeClaimTemplate": {"spec": spec_of_claim}}}]}
    further: dict[str, Any] = {"replicas": 3}
    if kind == "StatefulSet":
        own, further["serviceName"] = {}, "web"
        further["volumeClaimTemplates"] = [{"metadata": {"name": "data"}, "spec": spec_of_claim}]
    local = {
        "metadata": {"name": "local"},
        "volumeBindingMode": "WaitForFirstConsumer",
        "provisioner": "kubernetes.io/no-provisioner",
    }
    volumes = [
        {
            "metadata": {"name": name},
            "spec": {"storageClassName": "local", "capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"]},
            "status": {"phase": "Available"},
        }
        for name in ("one", "two")
    ]
    known = STORAGE | {"StorageClass": [local], "PersistentVolume": volumes}
    answer = asked(workload(kind, spec(**own), **further), **known)
    assert answer.replicas is not None
    assert answer.replicas.nodes == {"a": 2}
    assert "available persistent volumes to bind" in answer.replicas.message


def test_replicas_that_nobody_can_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise NotJudged("Nobody knows.")

    monkeypatch.setattr(cluster_answer, "copies", refuse)
    answer = asked(workload("Deployment", spec(), replicas=3))
    assert answer.scheduling is not None
    assert answer.replicas is None


def test_the_best_nodes_come_first() -> None:
    larger = {"metadata": {"name": "b"}, "status": {"allocatable": {"cpu": "8", "memory": "16Gi", "pods": "10"}}}
    snapshot = Snapshot(OBJECTS | {"Node": [*OBJECTS["Node"], larger]})
    answer = answer_to(snapshot, Manifest.read(yaml.safe_dump(pod())), "1.36")
    assert ranked_nodes(snapshot, answer, "1.36") == ["b", "a"]
    assert ranked_nodes(snapshot, asked(pod(), Namespace=[]), "1.36") == []


def test_preemption_without_budgets() -> None:
    low = {
        "metadata": {"name": "low", "namespace": "default"},
        "spec": {"nodeName": "a", "containers": [{"name": "main", "resources": {"requests": {"cpu": "2"}}}]},
    }
    high = {"metadata": {"name": "high"}, "value": 100}
    subject = pod(priorityClassName="high")
    subject["spec"]["containers"][0]["resources"] = {"requests": {"cpu": "1"}}
    answer = asked(subject, Pod=[low], PriorityClass=[high])
    assert answer.scheduling is not None
    assert answer.scheduling.nominated == "a"
    assert any("PodDisruptionBudgets" in note for note in answer.not_judged)
    assert not asked(subject, Pod=[low], PriorityClass=[high], PodDisruptionBudget=[]).not_judged
