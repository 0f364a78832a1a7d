"""What the API says of a pod: its phase, its conditions and its containers.

Mirrors PodStatus and PodCondition of the API, Kubernetes v1.36.
"""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.lifecycle.container_status import ContainerStatus

PENDING, RUNNING, SUCCEEDED, FAILED = "Pending", "Running", "Succeeded", "Failed"
TERMINAL = (SUCCEEDED, FAILED)
TRUE, FALSE, UNKNOWN = "True", "False", "Unknown"
SCHEDULED, INITIALIZED, READY = "PodScheduled", "Initialized", "Ready"
CONTAINERS_READY, READY_TO_START, DISRUPTED = "ContainersReady", "PodReadyToStartContainers", "DisruptionTarget"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a pod."""

    type: str
    status: str
    reason: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class PodStatus:
    """The status, and whether the pod has been deleted, which stands in its metadata."""

    phase: str = PENDING
    reason: str = ""
    message: str = ""
    conditions: tuple[Condition, ...] = ()
    init: tuple[ContainerStatus, ...] = ()
    containers: tuple[ContainerStatus, ...] = ()
    is_deleted: bool = False

    @property
    def is_terminal(self) -> bool:
        return self.phase in TERMINAL

    def condition(self, name: str) -> Condition | None:
        """The condition of a type, if it is there."""
        return next((one for one in self.conditions if one.type == name), None)

    def is_true(self, name: str) -> bool:
        """Whether a condition is there and True."""
        found = self.condition(name)
        return found is not None and found.status == TRUE
