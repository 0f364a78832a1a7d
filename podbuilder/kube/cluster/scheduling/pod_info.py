"""A pod as the scheduler sees it: what of its manifest plays a part, ready to be asked.

Mirrors PodInfo of the scheduler's framework, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.affinity_term import AffinityTerm, required_terms
from podbuilder.kube.cluster.scheduling.amounts import Counts, requests_of_pending, requests_of_running
from podbuilder.kube.cluster.scheduling.label_set import LabelSet
from podbuilder.kube.cluster.scheduling.version_table import SPANS
from podbuilder.kube.core import versions
from podbuilder.kube.core.cached_property import cached_property

FINISHED = ("Succeeded", "Failed")
ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - any address of the node


class HostPort(NamedTuple):
    """A port of the node that a pod takes."""

    ip: str
    protocol: str
    port: int


class PodInfo:
    """A pod, whether it waits for a node or has one; no property of it changes."""

    def __init__(self, pod: Mapping[str, Any], version: str, label_set: LabelSet, priority: int = 0) -> None:
        self.pod = pod
        self.label_set = label_set
        self.version = version
        self.spec: Mapping[str, Any] = pod.get("spec") or {}
        self.status: Mapping[str, Any] = pod.get("status") or {}
        metadata = pod.get("metadata") or {}
        self.name = str(metadata.get("name", ""))
        self.namespace, self.labels = label_set.namespace, label_set.labels
        self.is_terminating = metadata.get("deletionTimestamp") is not None
        given = self.spec.get("priority")
        self.priority = int(priority if given is None else given)

    def alike(self, pod: Mapping[str, Any]) -> PodInfo:
        """Another copy of the pod, which differs in its name and its volumes alone."""
        other = object.__new__(PodInfo)
        other.__dict__.update(self.__dict__)
        other.__dict__.pop("claim_names", None)
        other.pod, other.spec = pod, pod["spec"]
        other.name = str(pod["metadata"].get("name", ""))
        return other

    @property
    def key(self) -> str:
        """The namespace and the name, as messages have them."""
        return f"{self.namespace}/{self.name}"

    @property
    def volumes(self) -> Sequence[Mapping[str, Any]]:
        return self.spec.get("volumes") or ()

    @property
    def tolerations(self) -> Sequence[Mapping[str, Any]]:
        return self.spec.get("tolerations") or ()

    @cached_property
    def requests(self) -> Counts:
        """What the pod asks for before it has a node."""
        return requests_of_pending({"spec": self.spec}, self.version)

    @cached_property
    def taken(self) -> Counts:
        """What the pod takes of its node."""
        return requests_of_running({"spec": self.spec, "status": self.status}, self.version)

    @cached_property
    def host_ports(self) -> tuple[HostPort, ...]:
        """The ports of the node that its containers and native sidecars take. Mirrors GetHostPorts."""
        return tuple(self._host_ports())

    @cached_property
    def affinity_terms(self) -> list[AffinityTerm]:
        return required_terms(self.spec, "podAffinity", self.namespace, self.labels, self.version)

    @cached_property
    def anti_affinity_terms(self) -> list[AffinityTerm]:
        return required_terms(self.spec, "podAntiAffinity", self.namespace, self.labels, self.version)

    @cached_property
    def claim_names(self) -> list[str]:
        """The claims that its volumes name, without those of ephemeral volumes."""
        return [
            str(each["persistentVolumeClaim"].get("claimName", ""))
            for each in self.volumes
            if each.get("persistentVolumeClaim")
        ]

    @property
    def started(self) -> str:
        """When it started, which texts in RFC 3339 sort by; one that has not yet comes after all others."""
        return str(self.status.get("startTime") or "~")

    def _host_ports(self) -> Iterator[HostPort]:
        sidecars = [each for each in self.spec.get("initContainers") or () if each.get("restartPolicy") == "Always"]
        if sidecars and not SPANS["SidecarPortsCount"].holds(versions.minor(self.version)):
            sidecars = []
        for container in (*sidecars, *(self.spec.get("containers") or ())):
            for port in container.get("ports") or ():
                if port.get("hostPort"):
                    yield HostPort(port.get("hostIP") or ANY_ADDRESS, port.get("protocol") or "TCP", port["hostPort"])
