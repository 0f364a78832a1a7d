"""The container runtime of a play: it starts instances of containers, and they run, end or are stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from podbuilder.kube.lifecycle.container_status import Terminated
from podbuilder.kube.lifecycle.faults import End
from podbuilder.kube.lifecycle.journal import Span
from podbuilder.kube.lifecycle.played_pod import PlayedContainer
from podbuilder.kube.lifecycle.restart_rules import ALWAYS
from podbuilder.kube.lifecycle.scene import Scene

# How long it takes at most until the kubelet sees that a container has started or ended.
# Mirrors genericPlegRelistPeriod, Kubernetes v1.36, pkg/kubelet.
NOTICE = 1
COMPLETED, ERROR = "Completed", "Error"
KILLED = 137


@dataclass(eq=False)
class Instance:
    """One start of a container; `number` counts from 1."""

    number: int
    started: int | None
    end: Terminated | None = None
    # It was taken away, so that the next start is as the first.
    is_removed: bool = False

    @property
    def is_running(self) -> bool:
        return self.end is None


@dataclass
class Runtime:
    """All instances of all containers, the newest last. `notify` is called when the kubelet would notice a change."""

    scene: Scene
    notify: Callable[[], None]
    _instances: dict[int, list[Instance]] = field(default_factory=dict)

    def instances(self, key: int) -> list[Instance]:
        return self._instances.get(key, [])

    def latest(self, key: int) -> Instance | None:
        """The newest instance, unless it was removed."""
        found = self.instances(key)
        return found[-1] if found and not found[-1].is_removed else None

    def is_running(self, key: int) -> bool:
        latest = self.latest(key)
        return latest is not None and latest.is_running

    def last_end(self, key: int) -> Terminated | None:
        """How the newest instance that has ended did so."""
        kept = (one for one in reversed(self.instances(key)) if not one.is_removed)
        return next((one.end for one in kept if one.end is not None), None)

    def remove_all(self, end: Terminated) -> None:
        """Take all instances away; of the newest ones it is told that they ended like this."""
        for instances in self._instances.values():
            for instance in instances:
                instance.is_removed = True
            instances[-1].end = end

    def start(self, container: PlayedContainer) -> Instance:
        """Start it; it ends by itself if it is a task, or if that is what goes wrong."""
        instance = self._add(container, self.scene.now)
        end = self._own_end(container)
        if end is not None:
            self.scene.agenda.after(end.after, lambda: self.end(container, instance, end.exit_code, end.reason))
        self._soon()
        return instance

    def refuse(self, container: PlayedContainer, message: str) -> None:
        """It was created and cannot be started: containerd keeps that as an end with code 128."""
        instance = self._add(container, None)
        instance.end = Terminated(128, "StartError", None, self.scene.now, message)
        self._soon()

    def end(self, container: PlayedContainer, instance: Instance, exit_code: int, reason: str = "") -> None:
        """It ends now, unless it has already."""
        if instance.end is not None:
            return
        now = self.scene.now
        said = reason or (ERROR if exit_code else COMPLETED)
        instance.end = Terminated(exit_code, said, instance.started, now)
        self.scene.journal.spans.append(Span(container.key, "run", instance.started or 0, now))
        self._soon()

    def _add(self, container: PlayedContainer, started: int | None) -> Instance:
        instances = self._instances.setdefault(container.key, [])
        instance = Instance(instances[-1].number + 1 if instances else 1, started)
        instances.append(instance)
        return instance

    def _soon(self) -> None:
        self.scene.agenda.after(NOTICE, self.notify)

    def _own_end(self, container: PlayedContainer) -> End | None:
        planned = self.scene.faults.ends.get(container.key)
        if planned is not None:
            return planned
        is_task = container.is_init and not container.is_sidecar
        policy = container.restart_policy or self.scene.pod.restart_policy
        if is_task or (not container.is_init and policy != ALWAYS):
            return End(self.scene.assumptions.of("task", container.key), 0, COMPLETED)
        return None
