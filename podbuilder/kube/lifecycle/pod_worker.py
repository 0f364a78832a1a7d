"""The kubelet's worker for one pod: it looks at the pod, reports what it sees, and does the next things.

Mirrors SyncPod, SyncTerminatingPod and completeWork, Kubernetes v1.36, pkg/kubelet, and SyncPod of pkg/kubelet/
kuberuntime. What it reports is what it saw when it began to look: while images are pulled and containers started, one
after the other, the report stays as it is. Random additions to its waits, up to half of each, are left out.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial

from podbuilder.kube.lifecycle.container_start import ContainerStarter
from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running
from podbuilder.kube.lifecycle.image_pulls import Refusal
from podbuilder.kube.lifecycle.journal import Span
from podbuilder.kube.lifecycle.played_pod import LIVENESS, READINESS, PlayedContainer
from podbuilder.kube.lifecycle.pod_actions import PodActions, pod_actions
from podbuilder.kube.lifecycle.pod_conditions import pod_conditions
from podbuilder.kube.lifecycle.pod_phase import pod_phase
from podbuilder.kube.lifecycle.pod_restart import LOST, is_restarting, restart_condition
from podbuilder.kube.lifecycle.pod_status import (
    CONTAINERS_READY,
    FAILED,
    INITIALIZED,
    READY_TO_START,
    TRUE,
    Condition,
    PodStatus,
)
from podbuilder.kube.lifecycle.probe_worker import FAILURE, SUCCESS, Prober
from podbuilder.kube.lifecycle.runtime import NOTICE, Runtime
from podbuilder.kube.lifecycle.scene import Scene
from podbuilder.kube.lifecycle.status_report import StatusReport
from podbuilder.kube.lifecycle.termination import stop_plan
from podbuilder.kube.lifecycle.volume_mounts import VolumeMounts

# After an error the worker looks again so many seconds later. Mirrors backOffPeriod, pkg/kubelet.
AFTER_ERROR = 10
# Without one it looks once a minute, whatever else happens. Mirrors SyncFrequency.
RESYNC = 60
# From this version on a worker waits until the back-off is over, and no longer.
_KNOWS_BACK_OFF = 35
# From this version on the condition is True as soon as the pod has its network.
_TELLS_OF_NETWORK = 36
# A look takes as long as so many checks of a probe, and as many more for each container.
_EFFORT = 3


class PodWorker:
    """Plays the kubelet. `status` is what the API has of the pod."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.status = PodStatus()
        self.is_gone = False
        self._prober = Prober()
        self._runtime = Runtime(scene, self.look)
        self._starter = ContainerStarter(scene, self._runtime)
        self._refusals: dict[int, Refusal] = {}
        self._seen = StatusReport(scene.pod, self._runtime, self._prober, self._refusals)
        self._volumes = VolumeMounts(scene)
        self._turn = 0
        # When it last looked.
        self._looked = -1
        self._is_working = self._is_pending = self._has_sandbox = self._has_volumes = False
        # Why the pod ends before its containers do, and how long they have.
        self._end: tuple[str, str, tuple[Condition, ...]] | None = None
        self._grace: int | None = None
        self._is_over = False
        # The readiness gates that are True, and whether somebody is at them.
        self._gates: frozenset[str] = frozenset()
        self._has_asked = False

    def look(self) -> None:
        """Something happened: look at the pod, now or when the worker is done with what it does."""
        if self.is_gone or self._is_over or self.scene.is_cut_off:
            return
        if self._is_working:
            self._is_pending = True
            return
        self._is_working = self._is_pending = True
        self.scene.agenda.begin(self._work())

    def delete(self) -> None:
        """The API marks the pod as deleted."""
        self._seen.is_deleted = True
        self.status = replace(self.status, is_deleted=True)
        if self.scene.is_cut_off:
            # Only its kubelet takes a pod away, and that hears of nothing.
            return
        if self._is_over:
            self._leave()
        self.look()

    def put_out(
        self, reason: str, message: str, conditions: tuple[Condition, ...] = (), grace: int | None = None
    ) -> bool:
        """The kubelet ends the pod for a reason of its own, unless it has ended. grace: instead of the pod's."""
        is_new = self._end is None and not self._is_over
        if is_new:
            self._end, self._grace = (reason, message, conditions), grace
            self.look()
        return is_new

    def spans(self) -> Iterator[Span]:
        """What each container did and does."""
        yield from self.scene.journal.spans
        for container in self._running():
            latest = self._runtime.latest(container.key)
            yield Span(container.key, "run", (latest.started if latest else None) or 0, None)

    def _leave(self) -> None:
        self.is_gone = not self.scene.is_cut_off
        self._prober.stop()

    def _work(self) -> Iterator[int]:
        """Look, and look again as long as something happened meanwhile.

        A look needs to know what became of the last one, which the runtime tells once a second. Mirrors GetNewerThan,
        pkg/kubelet/container/cache.go.
        """
        wait, is_first = RESYNC, self.scene.now > self._looked
        while is_first or self._is_pending:
            if not is_first:
                yield NOTICE
            is_first = self._is_pending = False
            self._report()
            if self.status.is_deleted or self._end or self.status.is_terminal:
                yield from self._terminate()
            else:
                wait = yield from self._sync()
            self._looked = self.scene.now
        self._is_working = False
        if not self._is_over:
            self._turn += 1
            self.scene.agenda.after(wait, partial(self._take_turn, self._turn))

    def _take_turn(self, turn: int) -> None:
        # A later look has set another time.
        if turn == self._turn:
            self.look()

    # Looking and reporting.

    def _report(self, *, is_final: bool = False) -> None:
        pod, seen = self.scene.pod, self._seen
        self.scene.agenda.spend(_EFFORT * (len(pod.containers) + _EFFORT))
        init, apps = [seen.of(one) for one in pod.init], [seen.of(one) for one in pod.apps]
        has_initialized = any(self._runtime.latest(one.key) for one in pod.apps)
        phase = pod_phase(pod, init, apps, is_over=is_final, has_initialized=has_initialized)
        if self.status.is_terminal:
            phase = self.status.phase
        reason, message, extra = self._end or ("", "", ())
        self._store(FAILED if self._end else phase, init, apps, reason, message, extra)

    def _store(
        self,
        phase: str,
        init: Sequence[ContainerStatus],
        apps: Sequence[ContainerStatus],
        reason: str,
        message: str,
        extra: tuple[Condition, ...],
    ) -> None:
        was_initialized = self.status.is_true(INITIALIZED)
        has_sandbox = self._has_sandbox and not self._is_over
        conditions = pod_conditions(
            self.scene.pod,
            phase,
            init,
            apps,
            has_sandbox=has_sandbox,
            gates=self._gates,
            was_initialized=was_initialized,
        )
        extra += tuple(Condition(gate, TRUE) for gate in sorted(self._gates))
        conditions += restart_condition(self.scene.pod, self._runtime, phase)
        self._write(
            PodStatus(phase, reason, message, extra + conditions, tuple(init), tuple(apps), self._seen.is_deleted)
        )

        if self.status.is_true(CONTAINERS_READY) and not self._has_asked:
            self._has_asked = True
            self._ask_gates()

    def _ask_gates(self) -> None:
        """Whoever is behind the readiness gates sets their conditions a while after the containers are ready."""
        seconds = self.scene.assumptions.of("gates")
        if seconds:
            self.scene.agenda.after(seconds, self._open_gates)

    def _open_gates(self) -> None:
        self._gates = frozenset(self.scene.pod.readiness_gates)
        self.look()

    def _write(self, status: PodStatus) -> None:
        if not self.scene.is_cut_off:
            self.status = status

    def _reported(self, key: int) -> ContainerStatus | None:
        """What the API says of a container, which is what probes go by."""
        statuses = (*self.status.init, *self.status.containers)
        return statuses[key] if key < len(statuses) else None

    def _probed(self, key: int, kind: str, result: str) -> None:
        """A probe has found something new. Mirrors the branches of syncLoopIteration, pkg/kubelet."""
        if self.status.is_deleted or (kind == LIVENESS and result != FAILURE):
            return
        if kind == READINESS:
            self._mark_ready(key, is_ready=result == SUCCESS)
        self.look()

    def _mark_ready(self, key: int, *, is_ready: bool) -> None:
        """Mirrors SetContainerReadiness, pkg/kubelet/status: at once, even while the worker is busy."""
        statuses = [*self.status.init, *self.status.containers]
        is_ready = is_ready and isinstance(statuses[key].state, Running)
        statuses[key] = replace(statuses[key], is_ready=is_ready)
        count = len(self.status.init)
        self._store(self.status.phase, statuses[:count], statuses[count:], self.status.reason, self.status.message, ())

    # Starting.

    def _sync(self) -> Generator[int, None, int]:
        """Do what is to be done; the value of the steps is when to look again."""
        if not self._has_volumes:
            self._has_volumes = yield from self._volumes.mount(lambda: self.status.is_deleted)
            if not self._has_volumes:
                return AFTER_ERROR
        self._prober.add(self.scene, self._runtime, self._reported, self._probed)
        self._recheck()
        if is_restarting(self.scene.pod, self._runtime):
            yield from self._restart_all()
            return RESYNC
        actions = pod_actions(self.scene.pod, self._runtime, self._prober, has_sandbox=self._has_sandbox)
        if actions.kills_pod:
            yield from self._stop(self._running(), self.scene.pod.grace, "")
            return RESYNC
        ends = {one.key: self._runtime.last_end(one.key) for one in self.scene.pod.containers}
        for kill in actions.kills:
            grace = self.scene.pod.grace if kill.probe.grace is None else kill.probe.grace
            yield from self._stop([kill.container], grace, kill.message)
        if not self._has_sandbox:
            yield from self._set_up()
        if not self._has_sandbox:
            return AFTER_ERROR
        return (yield from self._start(actions, {key: end.finished or 0 for key, end in ends.items() if end}))

    def _restart_all(self) -> Iterator[int]:
        """Stop and remove all containers; the look that follows finds none, and starts from the beginning."""
        yield from self._stop(self._running(), 0, "killing")
        self._runtime.remove_all(LOST)
        self._refusals.clear()
        self._is_pending = True

    def _recheck(self) -> None:
        """A container that has started and is not ready is checked at once."""
        for key, status in enumerate((*self.status.init, *self.status.containers)):
            if status.is_started and not status.is_ready and self._prober.has(key, READINESS):
                self.scene.agenda.after(0, partial(self._prober.run, key, READINESS))

    def _set_up(self) -> Iterator[int]:
        yield self.scene.assumptions.of("sandbox")
        if self.scene.faults.sandbox:
            self.scene.warn("FailedCreatePodSandBox", f"Failed to create pod sandbox: {self.scene.faults.sandbox}")
            return
        self._has_sandbox = True
        if self.scene.minor >= _TELLS_OF_NETWORK:
            true = Condition(READY_TO_START, TRUE)
            others = (one if one.type != READY_TO_START else true for one in self.status.conditions)
            self._write(replace(self.status, conditions=tuple(others)))
        # That the pod's sandbox has started is noticed as the start of a container is.
        self.scene.agenda.after(NOTICE, self.look)

    def _start(self, actions: PodActions, ends: dict[int, int]) -> Generator[int, None, int]:
        """Start what is to be started, in turn. An init container that is refused holds up all that come after it."""
        untils: list[int | None] = []
        for container in (*actions.init, *actions.containers):
            refusal = yield from self._starter.start(container, ends.get(container.key))
            if refusal is None:
                self._refusals.pop(container.key, None)
                continue
            self._refusals[container.key] = refusal
            untils.append(refusal.until)
            if container.is_init and not container.is_sidecar:
                break
        return self._wait(untils)

    def _wait(self, untils: Sequence[int | None]) -> int:
        if not untils:
            return RESYNC
        known = [until for until in untils if until is not None]
        if not known or self.scene.minor < _KNOWS_BACK_OFF:
            return AFTER_ERROR
        return min(max(min(known) - self.scene.now, 0), RESYNC)

    # Stopping.

    def _running(self) -> list[PlayedContainer]:
        return [one for one in self.scene.pod.containers if self._runtime.is_running(one.key)]

    def _stop(self, running: Sequence[PlayedContainer], grace: int, message: str) -> Iterator[int]:
        scene = self.scene
        stops = stop_plan(scene, running, grace, is_ordered=not message)
        for stop in stops:
            container = stop.container
            scene.normal("Killing", message or f"Stopping container {container.name}", container)
            scene.journal.spans.append(Span(container.key, "stop", scene.now, stop.ends))
            instance = self._runtime.instances(container.key)[-1]
            end = partial(self._runtime.end, container, instance, stop.exit_code)
            scene.agenda.after(stop.ends - scene.now, end)
            if container.key in scene.faults.hangs and stop.hook_ends > scene.now:
                failed = partial(scene.warn, "FailedPreStopHook", "PreStopHook failed", container)
                scene.agenda.after(stop.ends - scene.now, failed)
        yield max((stop.ends for stop in stops), default=scene.now) - scene.now

    def _terminate(self) -> Iterator[int]:
        self._prober.stop()
        grace = self.scene.pod.grace if self._grace is None else self._grace
        yield from self._stop(self._running(), grace, "")
        self._is_over = True
        self._report(is_final=True)
        if self.status.is_deleted:
            yield NOTICE
            self._leave()
