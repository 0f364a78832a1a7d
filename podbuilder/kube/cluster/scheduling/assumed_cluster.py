"""A cluster while copies of a pod are placed in it: objects come and change without the snapshot's own being touched.

Stands for what the scheduler assumes of a pod that it has placed, and for what controllers do next, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core.cached_property import cached_property

_Key = tuple[str, str, str]


class AssumedSnapshot(Snapshot):
    """A snapshot in which objects can be put; it keeps the other's work."""

    def __init__(self, base: Snapshot) -> None:
        super().__init__({})
        self._base = base
        self._put: dict[str, dict[_Key, Object]] = {}
        self._lists: dict[str, list[Object]] = {}

    def put(self, kind: str, each: Object) -> None:
        """An object is there now, or as it is given."""
        self._put.setdefault(kind, {})[_key(kind, each)] = each
        self._lists.pop(kind, None)

    def of(self, kind: str, namespace: str | None = None) -> Sequence[Object]:
        if kind not in self._put:
            return self._base.of(kind, namespace)
        if kind not in self._lists:
            put = dict(self._put[kind])
            old = [put.pop(_key(kind, each), each) for each in self._base.of(kind)]
            self._lists[kind] = [*old, *put.values()]
        found = self._lists[kind]
        return found if namespace is None else [each for each in found if _key(kind, each)[1] == namespace]

    def named(self, kind: str, name: str, namespace: str = "") -> Object | None:
        put = self._put.get(kind, {}).get((kind, namespace, name))
        return put or self._base.named(kind, name, namespace)

    def knows(self, kind: str) -> bool:
        return self._base.knows(kind)

    def once(self, key: Hashable, work_out: Any) -> Any:
        return self._base.once(key, work_out)


class AssumedCluster(ClusterState):
    """The nodes and pods of a cluster, in which claims and volumes can change."""

    def __init__(self, cluster: ClusterState) -> None:
        self.__dict__.update(cluster.__dict__)
        self.__dict__.pop("used_claims", None)
        self._base = cluster
        self.assumed = AssumedSnapshot(cluster.snapshot)
        self.snapshot = self.assumed

    @cached_property
    def used_claims(self) -> set[tuple[str, str]]:
        return set(self._base.used_claims)

    def use_claims_of(self, pod: PodInfo) -> None:
        """A copy has a node: its claims are in use."""
        self.used_claims.update((pod.namespace, name) for name in pod.claim_names)

    def bind(self, claim: Object, volume: Object) -> None:
        """A claim gets a volume. Mirrors bindVolumeToClaim and the PersistentVolume controller."""
        own = claim["metadata"]
        bound = {**own, "annotations": {**(own.get("annotations") or {}), "pv.kubernetes.io/bind-completed": "yes"}}
        spec: Mapping[str, Any] = {**claim["spec"], "volumeName": volume["metadata"]["name"]}
        self.assumed.put("PersistentVolumeClaim", {**claim, "metadata": bound, "spec": spec})
        named = {key: own.get(key) for key in ("name", "namespace", "uid")}
        of_volume = {**volume["spec"], "claimRef": named}
        self.assumed.put("PersistentVolume", {**volume, "spec": of_volume, "status": {"phase": "Bound"}})


def _key(kind: str, each: Object) -> _Key:
    metadata = each.get("metadata", {})
    return kind, str(metadata.get("namespace", "")), str(metadata.get("name", ""))
