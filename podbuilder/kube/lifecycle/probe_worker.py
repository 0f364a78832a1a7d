"""The prober: one worker for each probe, which checks at its own beat and keeps what it found.

Mirrors worker.run and worker.doProbe, Kubernetes v1.36, pkg/kubelet/prober/worker.go, and what UpdatePodStatus of
prober_manager.go sets off. The beat begins when the kubelet gets the pod, not when the container starts, so the first
check can come up to a period after `initialDelaySeconds`; only the readiness probe is also run at once whenever the
kubelet looks at a container that has started and is not ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running
from podbuilder.kube.lifecycle.journal import Check
from podbuilder.kube.lifecycle.played_pod import LIVENESS, READINESS, STARTUP, PlayedContainer, PlayedProbe
from podbuilder.kube.lifecycle.probe_words import unhealthy
from podbuilder.kube.lifecycle.runtime import Runtime
from podbuilder.kube.lifecycle.scene import Scene

SUCCESS, FAILURE, UNKNOWN = "Success", "Failure", "Unknown"
_AT_FIRST = {STARTUP: UNKNOWN, READINESS: FAILURE, LIVENESS: SUCCESS}

# What the API says of a container now.
Report = Callable[[int], ContainerStatus | None]
# Told of each new result: container, kind of probe, result.
Update = Callable[[int, str, str], None]


@dataclass
class ProbeWorker:
    """One probe of one container."""

    scene: Scene
    runtime: Runtime
    container: PlayedContainer
    probe: PlayedProbe
    report: Report
    update: Update
    # The instance that the result is of.
    instance: int = 0
    result: str = ""
    is_on_hold: bool = False
    is_stopped: bool = False
    _last: bool | None = None
    _run: int = 0
    _beat: int = 0

    def run(self) -> None:
        """Check now, and from now on at each beat."""
        self._beat += 1
        self._step(self._beat)

    def _step(self, beat: int) -> None:
        # A later run has its own beat.
        if beat == self._beat and not self.is_stopped:
            self.scene.agenda.after(self.probe.period, lambda: self._step(beat))
            self._check()

    def _check(self) -> None:
        status = self.report(self.container.key)
        if status is None or not status.instance:
            return
        if status.instance != self.instance:
            self.instance, self.is_on_hold = status.instance, False
            self._set(_AT_FIRST[self.probe.kind], is_new=True)
        if self.is_on_hold:
            return
        if not isinstance(status.state, Running):
            self._set(FAILURE)
            return
        has_delay = self.scene.now - status.state.since < self.probe.initial_delay
        # Once it has started, the startup probe rests; until then the others do.
        if has_delay or status.is_started == (self.probe.kind == STARTUP):
            return
        self._count(self._ask())

    def _ask(self) -> bool:
        latest = self.runtime.latest(self.container.key)
        since = self.scene.now - ((latest.started if latest else None) or 0)
        key, kind = self.container.key, self.probe.kind
        fails_from = self.scene.faults.probes.get((key, kind))
        is_up = self.runtime.is_running(key) and since >= self.scene.assumptions.of("ready", key)
        is_success = is_up and (fails_from is None or since < fails_from)
        self.scene.journal.checks.append(Check(self.scene.now, key, kind, is_success))
        if not is_success:
            message = unhealthy(self.scene.pod.document, self.container, self.probe, answers=is_up)
            self.scene.warn("Unhealthy", message, self.container)
        return is_success

    def _count(self, is_success: bool) -> None:
        self._run = self._run + 1 if is_success == self._last else 1
        self._last = is_success
        if self._run < (self.probe.successes if is_success else self.probe.failures):
            return
        if self.probe.kind == STARTUP or (self.probe.kind == LIVENESS and not is_success):
            # It rests until there is a new instance.
            self.is_on_hold, self._run = True, 0
        self._set(SUCCESS if is_success else FAILURE)

    def _set(self, result: str, *, is_new: bool = False) -> None:
        if is_new or result != self.result:
            self.result = result
            self.update(self.container.key, self.probe.kind, result)


@dataclass
class Prober:
    """All workers of the pod. Their order is that of the containers, and startup, readiness, liveness for each."""

    workers: dict[tuple[int, str], ProbeWorker] = field(default_factory=dict)

    def add(self, scene: Scene, runtime: Runtime, report: Report, update: Update) -> None:
        """Begin to probe; the beats begin now. A pod that is known already stays as it is."""
        if self.workers:
            return
        for container in scene.pod.containers:
            for probe in container.probes:
                worker = ProbeWorker(scene, runtime, container, probe, report, update)
                self.workers[container.key, probe.kind] = worker
                worker.run()

    def has(self, key: int, kind: str) -> bool:
        return (key, kind) in self.workers

    def result(self, key: int, kind: str, instance: int) -> str:
        """What was found of an instance, empty if nothing was yet."""
        worker = self.workers.get((key, kind))
        return worker.result if worker and worker.instance == instance else ""

    def run(self, key: int, kind: str) -> None:
        """Check out of turn."""
        self.workers[key, kind].run()

    def stop(self) -> None:
        for worker in self.workers.values():
            worker.is_stopped = True
