"""How many more copies of a pod a cluster has room for, one placed after the other.

It asks the scheduler's filters and places as the scheduler tends to: on the node that is left with most. Upstream has
no such question, so there is nothing to mirror.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from podbuilder.kube.cluster.pod_copies import PodCopies
from podbuilder.kube.cluster.scheduling.amounts import CPU
from podbuilder.kube.cluster.scheduling.assumed_cluster import AssumedCluster
from podbuilder.kube.cluster.scheduling.cluster_state import state_of
from podbuilder.kube.cluster.scheduling.copy_claims import CopyClaims
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.filters.volume_binding import VolumeBinding
from podbuilder.kube.cluster.scheduling.fit_error import NO_NODES, fit_error, prepare_error
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.status import CycleError, Status
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.limits import MAX_COPIES, MAX_COPY_CHECKS

_MEASURED = (CPU, "memory")


class Copies(NamedTuple):
    """How many copies each node takes, and why one more fits nowhere; no reason if there may be room for more."""

    nodes: dict[str, int]
    message: str = ""
    # What is not counted, as sentences.
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.nodes.values())


def copies(snapshot: Snapshot, pods: PodCopies, version: str, most: int = MAX_COPIES) -> Copies:
    """The copies of a pod, as the API server stored it, that fit beside the pods that are there and each other.

    Each takes what it claims: devices and volumes of its own, or those that all share. At most so many are placed.
    NotJudged where what the pod needs is not known here.
    """
    cluster = AssumedCluster(state_of(snapshot, version))
    if not cluster.nodes:
        return Copies({}, NO_NODES)
    claims = CopyClaims(pods, cluster)
    cycle = Cycle(claims.first, cluster)
    refusal = cycle.prepare(with_all_followers=True)
    if refusal:
        return Copies({}, prepare_error(len(cluster.nodes), refusal))
    try:
        return _Placing(cycle, claims).placed(most)
    except CycleError as problem:
        return Copies({}, str(problem))


class _Placing:
    """Copies of the cycle and of the nodes, which take one pod after the other."""

    def __init__(self, cycle: Cycle, claims: CopyClaims) -> None:
        self._cycle = cycle.copy()
        self._claims = claims
        # The volumes of the first copy say nothing of where others may go.
        is_bound = claims.are_own and VolumeBinding.NAME in cycle.choosers
        self._nodes = [each.copy() for each in (cycle.cluster.nodes if is_bound else cycle.chosen_nodes())]
        self._statuses: dict[str, Status | None] = {}
        self._placed: dict[str, int] = {}
        self._checks, self._cost_of_copy = 0, claims.cost
        # What is left of the nodes that may have room, the most first, and where the nodes stand.
        self._queue: list[tuple[float, int]] = []
        self._queued: set[str] = set()
        self._places = {each.name: place for place, each in enumerate(self._nodes)}

    def placed(self, most: int) -> Copies:
        """Place copies until one fits nowhere, there are enough, or it has taken long enough."""
        limit = self._claims.most() if self._cycle.devices is not None else None
        wanted = min(most, MAX_COPIES, *(limit[:1] if limit else ()))
        try:
            message = self._place(wanted)
        except CycleError as problem:
            message = str(problem)
        total, notes = sum(self._placed.values()), list(self._claims.notes(self._placed))
        if not message and total < wanted:
            notes.append(f"Only {total:,} copies were tried: to try more takes too long.")
        elif not message and limit and limit[0] < most:
            message = limit[1]
        return Copies(self._placed, message, tuple(notes))

    def _place(self, most: int) -> str:
        """Place so many copies; why there are fewer, or "" if that is not known."""
        self._check(self._nodes)
        for number in range(1, most + 1):
            node = self._best()
            if node is None:
                return self._message()
            self._cycle.add(self._cycle.pod, node)
            self._placed[node.name] = self._placed.get(node.name, 0) + 1
            if number == most:
                break
            concerned = self._claims.take(self._cycle, node, self._nodes)
            refusal, is_new = self._claims.next(self._cycle, number)
            if refusal:
                return prepare_error(len(self._cycle.cluster.nodes), refusal)
            self._check(self._nodes if is_new or self._cycle.depends_on_others else concerned)
            if self._cost_of(number) > MAX_COPY_CHECKS:
                break
        return ""

    def _check(self, nodes: Sequence[NodeInfo]) -> None:
        """Ask the nodes; those with room are among those to choose from."""
        self._checks += len(nodes)
        for node in nodes:
            status = self._statuses[node.name] = self._cycle.check(node)
            if status is None and node.name not in self._queued:
                heappush(self._queue, (-_left(node), self._places[node.name]))
                self._queued.add(node.name)

    def _best(self) -> NodeInfo | None:
        """The node with room that is left with most, the first of equals; None if none has room."""
        while self._queue:
            node = self._nodes[heappop(self._queue)[1]]
            self._queued.remove(node.name)
            if self._statuses[node.name] is None:
                return node
        return None

    def _cost_of(self, placed: int) -> int:
        """How often nodes were asked for so many copies, where what takes longer counts as several times."""
        devices = self._cycle.devices
        return self._checks + placed * self._cost_of_copy + (devices.steps if devices else 0)

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
