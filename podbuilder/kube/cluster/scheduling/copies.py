"""How many more copies of a pod a cluster has room for, one placed after the other.

It asks the scheduler's filters and places as the scheduler tends to: on the node that is left with most. Upstream has
no such question, so there is nothing to mirror.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.amounts import CPU
from podbuilder.kube.cluster.scheduling.cluster_state import state_of
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.fit_error import NO_NODES, fit_error, prepare_error
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.status import CycleError, NotJudged, Status
from podbuilder.kube.cluster.snapshot import ExtendedSnapshot, Object, Snapshot
from podbuilder.kube.core.limits import MAX_COPIES, MAX_COPY_CHECKS

_MEASURED = (CPU, "memory")


class Copies(NamedTuple):
    """How many copies each node takes, and why one more fits nowhere; no reason if there may be room for more."""

    nodes: dict[str, int]
    message: str = ""

    @property
    def total(self) -> int:
        return sum(self.nodes.values())


def copies(
    snapshot: Snapshot,
    pod: Mapping[str, Any],
    version: str,
    most: int = MAX_COPIES,
    made: Mapping[str, Sequence[Object]] | None = None,
) -> Copies:
    """The copies of a pod, as the API server stored it, that fit beside the pods that are there and each other.

    At most so many are placed. `made` are objects by kind that controllers make for the pod. NotJudged where devices
    are claimed, since each copy would want its own.
    """
    cluster = state_of(snapshot, version)
    if made:
        cluster = cluster.looking_in(ExtendedSnapshot(snapshot, made))
    if not cluster.nodes:
        return Copies({}, NO_NODES)
    cycle = Cycle(cluster.pod_info(pod), cluster)
    refusal = cycle.prepare(with_all_followers=True)
    if refusal:
        return Copies({}, prepare_error(len(cluster.nodes), refusal))
    if cycle.devices is not None and cycle.devices.is_needed:
        raise NotJudged("How many copies find devices is not judged.")
    try:
        return _Placing(cycle).placed(most)
    except CycleError as problem:
        return Copies({}, str(problem))


class _Placing:
    """Copies of the cycle and of the nodes, which take one pod after the other."""

    def __init__(self, cycle: Cycle) -> None:
        self._cycle = cycle.copy()
        self._nodes = [each.copy() for each in cycle.chosen_nodes()]
        self._statuses: dict[str, Status | None] = {}
        self._placed: dict[str, int] = {}
        self._checks = 0

    def placed(self, most: int) -> Copies:
        """Place copies until one fits nowhere, there are enough, or it has taken long enough."""
        self._check(self._nodes)
        pod = self._cycle.pod
        for _ in range(min(most, MAX_COPIES)):
            free = [each for each in self._nodes if self._statuses[each.name] is None]
            if not free:
                return Copies(self._placed, self._message())
            node = max(free, key=_left)
            self._cycle.add(pod, node)
            self._placed[node.name] = self._placed.get(node.name, 0) + 1
            self._check(self._nodes if self._cycle.depends_on_others else (node,))
            if self._checks > MAX_COPY_CHECKS:
                break
        return Copies(self._placed)

    def _check(self, nodes: Sequence[NodeInfo]) -> None:
        self._checks += len(nodes)
        for node in nodes:
            self._statuses[node.name] = self._cycle.check(node)

    def _message(self) -> str:
        refused = {name: status for name, status in self._statuses.items() if status}
        others = self._cycle.status_of_others.reasons if self._cycle.node_names is not None else ()
        return fit_error(len(self._cycle.cluster.nodes), refused, others)


def _left(node: NodeInfo) -> float:
    """The part of a node's CPU and memory that is left, as LeastAllocated sees it."""
    parts = []
    for name in _MEASURED:
        capacity = node.allocatable.get(name, 0)
        parts.append((capacity - node.requested.get(name, 0)) / capacity if capacity > 0 else 0.0)
    return sum(parts)
