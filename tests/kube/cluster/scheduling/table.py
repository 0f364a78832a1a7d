"""Clusters in few words, for the tables of cases in this folder.

    a taint that is not tolerated:
      nodes: {a: {}, b: {taints: ["dedicated=db:NoSchedule"]}}
      running: {"web@a": {requests: {cpu: "1"}, priority: 5}}
      objects: {"PersistentVolumeClaim data": {spec: {…}}}
      pod: {requests: {cpu: 500m}}
      fits: [a]
      refused: {b: [TaintToleration, node(s) had untolerated taint(s)]}
      hopeful: []

A node gives 4 CPUs, 8Gi and 10 pods, unless it says otherwise in `gives`. Pods and claims are in the namespace default,
unless their name says `other/name`. `hopeful` are the refused nodes on which preemption is tried. A case without
`version` is for 1.36. Slices of devices are the driver gpu's, each a pool of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.cluster.scheduling.scheduler import SchedulerVerdict, schedule
from podbuilder.kube.cluster.snapshot import Snapshot
from tests.support.cases import Case

CLUSTER_WIDE = {
    *("Node", "Namespace", "PersistentVolume", "StorageClass", "CSINode", "CSIDriver", "PriorityClass"),
    *("DeviceClass", "ResourceSlice", "VolumeAttachment"),
}
# The tables whose cases are about many copies of a pod.
TABLES_OF_COPIES = ("copies.yaml", "copy_claims.yaml", "assumed_cluster.yaml", "allocation/claim_reach.yaml")
Object = dict[str, Any]


def taint_of(text: str) -> Object:
    """`key=value:Effect`, or `key:Effect`."""
    words, effect = text.rsplit(":", 1)
    key, _, value = words.partition("=")
    return {"key": key, "effect": effect} | ({"value": value} if value else {})


def node_of(name: str, said: Mapping[str, Any]) -> Object:
    return {
        "metadata": {"name": name, "labels": said.get("labels", {})},
        "spec": {
            "taints": [taint_of(each) for each in said.get("taints", [])],
            "unschedulable": said.get("cordoned", False),
        },
        "status": {
            "allocatable": {"cpu": "4", "memory": "8Gi", "pods": "10"} | said.get("gives", {}),
            "declaredFeatures": said.get("features", []),
            "images": said.get("images", []),
        },
    }


def named(name: str, is_cluster_wide: bool = False) -> Object:
    """Metadata for `name` or `namespace/name`."""
    if is_cluster_wide:
        return {"name": name}
    namespace, _, own = name.rpartition("/")
    return {"name": own, "namespace": namespace or "default"}


def pod_of(name: str, said: Mapping[str, Any]) -> Object:
    """A pod with one container; `spec`, `metadata` and `status` stand as they are."""
    spec: Object = {"containers": [{"name": "main", "resources": {"requests": said.get("requests", {})}}]}
    if "priority" in said:
        spec["priority"] = said["priority"]
    metadata = named(name) | {"labels": said.get("labels", {})} | said.get("metadata", {})
    status = (
        {"phase": "Running"} | ({"startTime": said["started"]} if "started" in said else {}) | said.get("status", {})
    )
    return {"metadata": metadata, "spec": spec | said.get("spec", {}), "status": status}


def slice_of(name: str, said: Mapping[str, Any]) -> Object:
    """A slice of the driver `gpu` that is a whole pool, unless it says otherwise."""
    whole = {"driver": "gpu", "pool": {"name": name, "generation": 1, "resourceSliceCount": 1}}
    return {**said, "spec": whole | said["spec"]}


def snapshot_of(case: Case) -> Snapshot:
    objects: dict[str, list[Object]] = {
        "Node": [node_of(name, each or {}) for name, each in case.get("nodes", {}).items()]
    }
    objects["Pod"] = []
    for place, said in case.get("running", {}).items():
        name, _, node = place.partition("@")
        pod = pod_of(name, said or {})
        objects["Pod"].append({**pod, "spec": pod["spec"] | ({"nodeName": node} if node else {})})
    for words, said in case.get("objects", {}).items():
        kind, name = words.split(" ")
        said = slice_of(name, said) if kind == "ResourceSlice" else said
        metadata = named(name, kind in CLUSTER_WIDE) | said.get("metadata", {})
        objects.setdefault(kind, []).append({**said, "metadata": metadata})
    return Snapshot(objects)


def verdict_of(case: Case) -> SchedulerVerdict:
    pod = {"status": {}, **pod_of("subject", case.get("pod") or {})}
    pod["status"] = {key: value for key, value in pod["status"].items() if key != "phase"}
    return schedule(snapshot_of(case), pod, case.get("version", "1.36"))
