"""What others do to a pod that runs: the node is lost and its pods are put out by a taint, or the kubelet evicts them.

Mirrors pkg/controller/nodelifecycle, pkg/controller/tainteviction and evictPod of pkg/kubelet/eviction, Kubernetes
v1.36.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from podbuilder.kube.lifecycle.faults import Eviction
from podbuilder.kube.lifecycle.pod_status import DISRUPTED, FALSE, READY, TRUE, Condition, PodStatus
from podbuilder.kube.lifecycle.pod_worker import PodWorker
from podbuilder.kube.lifecycle.scene import Scene

# How long a node may be silent, and the version since which it is the longer time: NodeMonitorGracePeriod.
_SILENCE, _LONG_SILENCE, _LONG_SINCE = 40, 50, 32
# The version since which taints are acted upon by a controller of its own.
_OWN_CONTROLLER = 29
_IMMEDIATELY = 1


def silence(minor: int) -> int:
    """For how many seconds nothing is heard of a node before it counts as unreachable."""
    return _LONG_SILENCE if minor >= _LONG_SINCE else _SILENCE


def lose_node(scene: Scene, worker: PodWorker) -> None:
    """Nothing is heard of the node from now on: after a while its pods are not ready, and later they are deleted."""

    def not_ready() -> None:
        scene.warn("NodeNotReady", "Node is not ready", source="node-controller")
        worker.status = _with(worker.status, Condition(READY, FALSE))
        if scene.pod.tolerates_unreachable is not None:
            scene.agenda.after(scene.pod.tolerates_unreachable, put_out)

    def put_out() -> None:
        name = f"{scene.pod.namespace}/{scene.pod.name}"
        source = "taint-eviction-controller" if scene.minor >= _OWN_CONTROLLER else "taint-controller"
        scene.normal("TaintManagerEviction", f"Marking for deletion Pod {name}", source=source)
        status = replace(worker.status, is_deleted=True)
        if scene.pod.enabled("PodDisruptionConditions"):
            message = "Taint manager: deleting due to NoExecute taint"
            status = _with(status, Condition(DISRUPTED, TRUE, "DeletionByTaintManager", message))
        worker.status = status

    scene.is_cut_off = True
    scene.agenda.after(silence(scene.minor), _unless_gone(worker, not_ready))


def evict(scene: Scene, worker: PodWorker, eviction: Eviction) -> None:
    """The node is short of something, and this pod uses more of it than it asked for."""
    scene.warn("Evicted", eviction.message)
    conditions = (Condition(DISRUPTED, TRUE, "TerminationByKubelet", eviction.message),)
    told = conditions if scene.pod.enabled("PodDisruptionConditions") else ()
    worker.put_out("Evicted", eviction.message, told, _IMMEDIATELY)


def _with(status: PodStatus, condition: Condition) -> PodStatus:
    others = (one for one in status.conditions if one.type != condition.type)
    return replace(status, conditions=(*others, condition))


def _unless_gone(worker: PodWorker, action: Callable[[], None]) -> Callable[[], None]:
    return lambda: None if worker.is_gone else action()
