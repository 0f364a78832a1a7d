"""A service of a Compose file while it becomes a container, and the workload around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.compose.written_place import WrittenPlaces
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts, ImportedPod, ServicePort
from podbuilder.kube.importers.question import Questions

POD, JOB = "Pod", "Job"
DEPLOYMENT = "Deployment"
STATEFUL_SET = "StatefulSet"
DAEMON_SET = "DaemonSet"


@dataclass(slots=True)
class Workload:
    """A pod, and the object around it."""

    pod: ImportedPod
    kind: str
    services: list[ImportedService] = field(default_factory=list)
    # Fields of the object's own spec, and of its metadata.
    spec: dict[str, Any] = field(default_factory=dict)
    annotations: dict[str, str] = field(default_factory=dict)
    # Who set a field of the pod that all of its containers share.
    owners: dict[str, str] = field(default_factory=dict)

    def at(self, path: str) -> str:
        """The path of a field of the object around the pod."""
        return f"{self.kind}.spec.{path}"


@dataclass(slots=True)
class ImportedService:
    """A service, the container that it becomes, and how others reach it."""

    name: str
    settings: Mapping[str, Any]
    workload: Workload
    parts: ContainerParts
    # The name under which others find it.
    host: str
    # Its ports in front of which the machine had one of its own.
    published: list[ServicePort] = field(default_factory=list)
    # Further names of it.
    aliases: list[str] = field(default_factory=list)

    @property
    def is_init(self) -> bool:
        """Whether it runs to its end before another service of its pod starts."""
        return self.parts.is_init

    @property
    def deploy(self) -> Mapping[str, Any]:
        """What the service says of its deployment."""
        return self.settings.get("deploy") or {}


@dataclass(slots=True)
class ServicePlan:
    """What becomes of all services of a file."""

    file: ComposeFile
    questions: Questions
    places: WrittenPlaces
    # Where a variable stands that has no value.
    open_places: frozenset[ValuePath] = frozenset()
    # Those that are taken, in the order in which their keys are carried over.
    services: dict[str, ImportedService] = field(default_factory=dict)
    workloads: list[Workload] = field(default_factory=list)
    # The names by which services find each other and that had to change.
    renamed: dict[str, str] = field(default_factory=dict)
    # Whose each name is under which services are found.
    hosts: dict[str, str] = field(default_factory=dict)
    # Which names and ports the services' own texts mention.
    mentioned: dict[str, set[int]] = field(default_factory=dict)

    @property
    def companions(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The objects beside all pods, by kind and name."""
        return self.workloads[0].pod.companions

    @property
    def has_several(self) -> bool:
        """Whether there is another pod for a service to talk to."""
        return len(self.workloads) > 1
