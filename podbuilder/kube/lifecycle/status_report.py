"""What the kubelet reports of each container, out of what the runtime has, what was refused and what probes found.

Mirrors convertToAPIContainerStatuses, Kubernetes v1.36, pkg/kubelet/kubelet_pods.go, and UpdatePodStatus,
pkg/kubelet/prober.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.image_pulls import Refusal
from podbuilder.kube.lifecycle.played_pod import READINESS, STARTUP, PlayedContainer, PlayedPod
from podbuilder.kube.lifecycle.pod_restart import LOST, REMOVED
from podbuilder.kube.lifecycle.probe_worker import SUCCESS, Prober
from podbuilder.kube.lifecycle.restart_rules import should_restart
from podbuilder.kube.lifecycle.runtime import Runtime


@dataclass
class StatusReport:
    """Sees all that the kubelet sees of a pod's containers."""

    pod: PlayedPod
    runtime: Runtime
    prober: Prober
    # Why the last try to start a container was refused, by its key.
    refusals: Mapping[int, Refusal] = field(default_factory=dict)
    is_deleted: bool = False

    def of(self, container: PlayedContainer) -> ContainerStatus:
        """The status of one container now."""
        found = self._waiting(container, self._seen(container))
        if isinstance(found.state, Running):
            is_started = self._is_started(container, found.instance)
            return replace(found, is_started=is_started, is_ready=is_started and self._is_ready(container, found))
        is_done = isinstance(found.state, Terminated) and found.state.exit_code == 0
        return replace(found, is_ready=container.is_init and not container.is_sidecar and is_done)

    def _seen(self, container: PlayedContainer) -> ContainerStatus:
        """The newest instance is the state, the one before it the last state."""
        instances = self.runtime.instances(container.key)
        first = Waiting("PodInitializing" if self.pod.init else "ContainerCreating")
        if not instances:
            return ContainerStatus(container.name, first, container.is_sidecar)
        latest = instances[-1]
        if latest.is_removed:
            return ContainerStatus(container.name, REMOVED, container.is_sidecar, LOST, latest.number)
        return ContainerStatus(
            container.name,
            latest.end or Running(latest.started or 0),
            container.is_sidecar,
            instances[-2].end if len(instances) > 1 else None,
            latest.number - 1,
            instance=latest.number,
        )

    def _waiting(self, container: PlayedContainer, seen: ContainerStatus) -> ContainerStatus:
        """One that will be started again and was refused waits; one that was not shows its end."""
        refusal = self.refusals.get(container.key)
        if refusal is None or self.is_deleted or isinstance(seen.state, Running):
            return seen
        waiting = Waiting(refusal.reason, refusal.message)
        if isinstance(seen.state, Waiting):
            return replace(seen, state=waiting)
        # sic: a native sidecar that ended with 0 shows its end as well.
        is_done = container.is_init and seen.state.exit_code == 0
        if is_done or not should_restart(self.pod, container, seen.state.exit_code):
            return seen
        return replace(seen, state=waiting, last=seen.state)

    def _is_started(self, container: PlayedContainer, instance: int) -> bool:
        has_probe = self.prober.has(container.key, STARTUP)
        return not has_probe or self.prober.result(container.key, STARTUP, instance) == SUCCESS

    def _is_ready(self, container: PlayedContainer, found: ContainerStatus) -> bool:
        if container.is_init and not container.is_sidecar:
            return False
        has_probe = self.prober.has(container.key, READINESS)
        return not has_probe or self.prober.result(container.key, READINESS, found.instance) == SUCCESS
