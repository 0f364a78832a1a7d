"""How containers are stopped: preStop hook, turn, signal, grace period, KILL.

Mirrors killContainer and setTerminationGracePeriod, Kubernetes v1.36, pkg/kubelet/kuberuntime/kuberuntime_container.go,
and terminationOrdering, kuberuntime_termination_order.go.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from typing import NamedTuple

from podbuilder.kube.core.document import get
from podbuilder.kube.lifecycle.played_pod import PlayedContainer
from podbuilder.kube.lifecycle.scene import Scene

# What a container always gets between its signal and KILL.
# Mirrors minimumGracePeriodInSeconds, Kubernetes v1.36, pkg/kubelet/kuberuntime.
LEAST_GRACE = 2
KILL = 9
_NEVER = 1 << 30
# A program that handles no signal dies of it, with 128 and its number.
_BY_SIGNAL = 128


class Stop(NamedTuple):
    """When what happens to one container that is stopped. `hook_ends` is the second of its start if it has no hook."""

    container: PlayedContainer
    hook_ends: int
    signalled: int
    ends: int
    is_killed: bool
    exit_code: int


def stop_plan(scene: Scene, running: Sequence[PlayedContainer], grace: int, *, is_ordered: bool = True) -> list[Stop]:
    """How the running containers stop, beginning now. is_ordered: sidecars wait for the apps, and for later sidecars.

    All hooks begin at once, those of sidecars too; only the signals wait for their turn, and the wait takes from the
    grace period.
    """
    stops: list[Stop] = []
    apps = [one for one in running if not one.is_sidecar]
    turn = scene.now
    for container in (*apps, *reversed([one for one in running if one.is_sidecar])):
        waits_until = turn if is_ordered and container.is_sidecar else scene.now
        stops.append(_stop(scene, container, grace, waits_until))
        if not container.is_init or container.is_sidecar:
            turn = max(turn, stops[-1].ends)
    return stops


def _stop(scene: Scene, container: PlayedContainer, grace: int, waits_until: int) -> Stop:
    hook = min(_hook(scene, container), grace) if container.pre_stop and grace > 0 else 0
    now, left = scene.now + hook, grace - hook
    if left > 0:
        waited = min(max(waits_until - now, 0), left)
        now, left = now + waited, left - waited
    left = max(left, LEAST_GRACE)
    needed = _NEVER if container.key in scene.faults.deaf else scene.assumptions.of("stop", container.key)
    is_killed = needed > left
    number = KILL if is_killed else signal_number(container.stop_signal)
    return Stop(container, scene.now + hook, now, now + min(needed, left), is_killed, _BY_SIGNAL + number)


def _hook(scene: Scene, container: PlayedContainer) -> int:
    if container.key in scene.faults.hangs:
        return _NEVER
    seconds = get(container.pre_stop, ("sleep", "seconds"))
    return seconds if type(seconds) is int and seconds >= 0 else scene.assumptions.of("hook", container.key)


def signal_number(name: str) -> int:
    """The number of a signal on Linux; TERM's for a name that is none."""
    known = getattr(signal.Signals, name, None) if name.startswith("SIG") else None
    return int(known) if known is not None else int(signal.SIGTERM)
