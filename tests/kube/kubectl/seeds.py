"""A cluster in which a manifest has been applied and all has gone well: what its commands look for is there."""

from __future__ import annotations

import copy
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.insight.prerequisites import references
from podbuilder.kube.kubectl.pod_target import CONTAINER, PodTarget
from podbuilder.kube.manifest.neighbours import objects_of
from tests.support.api_server import KINDS, Cluster, Object, running

# Fields that the API server fills in, by the kinds that have them; without them kubectl ends in a panic.
FILLED_IN = {
    "replicas": ("Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"),
    "updateStrategy": ("StatefulSet", "DaemonSet"),
}
GROUPS = {kind: group for group, kinds in reversed(KINDS.items()) for kind, _, _ in kinds}
AMOUNTS = {"cpu": "1", "memory": "1Gi"}
DONE = [{"type": name, "status": "True"} for name in ("Available", "Complete", "Failed", "Progressing")]


def seed(cluster: Cluster, whole: dict[str, Object], words: tuple[str, ...]) -> None:
    """Put into a cluster what a command is to find: everything, but for what it makes or waits for the end of."""
    cluster.requests.clear()
    cluster.objects = copy.deepcopy(whole)
    is_new = "--for=delete" in words or words[1] == "run" or words[1:3] == ("create", "job")
    for at, one in list(cluster.objects.items()):
        if is_new and one["kind"] in ("Pod", "Job"):
            del cluster.objects[at]
        elif "--for=delete" in words and at.rpartition("/")[2] == one["metadata"]["name"]:
            del cluster.objects[at]
        elif one["kind"] == "Pod" and any("Succeeded" in word for word in words):
            one["status"]["phase"] = "Succeeded"
        elif one["kind"] == "Deployment" and "resume" in words:
            one["spec"]["paused"] = True


def everything(target: PodTarget) -> dict[str, Object]:
    """All that the commands for a target look for, by address."""
    cluster = Cluster()
    namespace = target.where[1] if target.where else "default"
    cluster.add({"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": namespace}})
    about = {"kind": "Node", "apiVersion": "v1", "metadata": {"name": "node-1"}}
    cluster.add({**about, "status": {"allocatable": AMOUNTS}})
    cluster.add({**metrics("NodeMetrics", "node-1"), "usage": AMOUNTS})
    for named in references(target.manifest.pod, catalogue.load(target.version)):
        if named.kind in GROUPS and named.kind != "Node":
            about = {"kind": named.kind, "apiVersion": GROUPS[named.kind], "metadata": {"name": named.name}}
            cluster.add({**about, "preemptionPolicy": "PreemptLowerPriority"}, namespace)
    for whole in objects_of(target.manifest.tree.source):
        one = copy.deepcopy(whole)
        if whole == target.manifest.object:
            one["metadata"] |= {"name": target.name, "namespace": namespace}
        cluster.add(settled(one), namespace)
    if not target.is_pod:
        for revision in (1, 2):
            cluster.add(replica_set(target, revision), namespace)
            cluster.add(controller_revision(target, revision), namespace)
        _add_runs(cluster, target, namespace)
    cluster.add({**metrics("PodMetrics", target.pod), "containers": [{"name": "app", "usage": AMOUNTS}]}, namespace)
    return cluster.objects


def _add_runs(cluster: Cluster, target: PodTarget, namespace: str) -> None:
    """The pod of a workload, and the Job that a CronJob is told to start."""
    labels: Any = target.manifest.pod.get("metadata", {}).get("labels", {})
    own = {"job-name": target.name} if target.can("complete") else {}
    cluster.add(running({**pod_of(target), "metadata": {"name": target.pod, "labels": {**labels, **own}}}), namespace)
    job = target.derived("manual")
    cluster.add(settled({"kind": "Job", "apiVersion": "batch/v1", "metadata": {"name": job}}), namespace)
    cluster.add(running({**pod_of(target), "metadata": {"name": "made", "labels": {"job-name": job}}}), namespace)


def metrics(kind: str, name: str) -> Object:
    return {"kind": kind, "apiVersion": "metrics.k8s.io/v1beta1", "metadata": {"name": name}}


def settled(one: Object) -> Object:
    """The object with the status of one that has come to rest."""
    if one["kind"] == "Pod":
        for container in one["spec"]["containers"]:
            container.setdefault("name", CONTAINER)
        return running(one)
    spec = {"replicas": 1, "updateStrategy": {"type": "RollingUpdate"}, **one.get("spec", {})}
    own = one.get("spec", {})
    one["spec"] = {key: value for key, value in spec.items() if key in own or one["kind"] in FILLED_IN[key]}
    count = spec.get("replicas", 1)
    counts = ("replicas", "readyReplicas", "updatedReplicas", "availableReplicas", "currentReplicas")
    nodes = ("desiredNumberScheduled", "currentNumberScheduled", "updatedNumberScheduled", "numberAvailable")
    status = {**dict.fromkeys(counts, count), **dict.fromkeys(nodes, 1), "numberReady": 1, "numberMisscheduled": 0}
    return {**one, "status": {**status, "observedGeneration": 1, "conditions": DONE, "uncountedTerminatedPods": {}}}


def pod_of(target: PodTarget) -> Object:
    spec = copy.deepcopy(target.manifest.pod.get("spec", {}))
    for container in spec["containers"]:
        container.setdefault("name", CONTAINER)
    return {"kind": "Pod", "apiVersion": "v1", "spec": spec}


def _owned(target: PodTarget, revision: int) -> Object:
    owner = {"apiVersion": "apps/v1", "kind": target.manifest.kind, "name": target.name, "controller": True}
    labels = target.manifest.pod.get("metadata", {}).get("labels", {})
    return {
        "name": f"{target.name}-{revision}",
        "labels": labels,
        "annotations": {"deployment.kubernetes.io/revision": str(revision)},
        "ownerReferences": [{**owner, "uid": f"uid-{target.name}"}],
    }


def _template(target: PodTarget, revision: int) -> Object:
    template: Object = copy.deepcopy(target.manifest.pod)
    template.setdefault("metadata", {})["annotations"] = {"revision": str(revision)}
    return template


def replica_set(target: PodTarget, revision: int) -> Object:
    """What a Deployment has made of one of its revisions."""
    selector = target.manifest.object.get("spec", {}).get("selector")
    spec = {"replicas": 1, "selector": selector, "template": _template(target, revision)}
    return {"kind": "ReplicaSet", "apiVersion": "apps/v1", "metadata": _owned(target, revision), "spec": spec}


def controller_revision(target: PodTarget, revision: int) -> Object:
    """What a StatefulSet or a DaemonSet keeps of one."""
    data = {"spec": {"template": {**_template(target, revision), "$patch": "replace"}}}
    about = {"kind": "ControllerRevision", "apiVersion": "apps/v1", "metadata": _owned(target, revision)}
    return {**about, "data": data, "revision": revision}
