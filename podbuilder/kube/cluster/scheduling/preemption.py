"""Whose place a pod could take that fits nowhere.

Mirrors DefaultPreemption and pkg/scheduler/framework/preemption, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.fit_error import fit_error
from podbuilder.kube.cluster.scheduling.matchers import LabelSelector
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Code, Status, unresolvable

_NO_VICTIMS = "No preemption victims found for incoming pod"
_NOT_HELPFUL = "Preemption is not helpful for scheduling"
# Of many nodes only so many candidates are looked for: this part of them, but never fewer than that.
_CANDIDATES_PERCENT, _FEWEST_CANDIDATES = 10, 100
_LIFT = 1 << 31
# What is heard where filters gave up before all of them were prepared, and there are pods to take away.
_NOT_PREPARED = (
    'running RemovePod on PreFilter plugin "PodTopologySpread":'
    ' reading "PreFilterPodTopologySpread" from cycleState: not found'
)


class Candidate(NamedTuple):
    """A node on which the pod would fit without the victims, which are ordered by importance."""

    node: str
    victims: list[PodInfo]
    violations: int


class Preemption(NamedTuple):
    """The best candidate, or why there is none."""

    candidate: Candidate | None
    message: str = ""


def preempt(cycle: Cycle, statuses: Mapping[str, Status], untried: Sequence[NodeInfo] = ()) -> Preemption:
    """Find the node and the victims, given what each node was refused for, and nodes of which nothing is known.

    Mirrors Evaluator.Preempt.
    """
    cluster, pod = cycle.cluster, cycle.pod
    reason = _ineligible(pod, cluster, statuses)
    if reason:
        return Preemption(None, reason)
    tried = [each for each in cluster.nodes if each.name in statuses]
    hopeful = [each for each in tried if statuses[each.name].code is Code.UNSCHEDULABLE]
    if not cycle.is_prepared and any(each.priority < pod.priority for node in hopeful for each in node.pods):
        return Preemption(None, _NOT_PREPARED)
    candidates, refused = _dry_run(cycle, [*hopeful, *untried])
    if candidates:
        return Preemption(_best(candidates))
    return Preemption(None, fit_error(len(cluster.nodes), refused, (_NOT_HELPFUL,)))


def _ineligible(pod: PodInfo, cluster: ClusterState, statuses: Mapping[str, Status]) -> str:
    """Why the pod must not take the place of others. Mirrors PodEligibleToPreemptOthers."""
    if pod.spec.get("preemptionPolicy") == "Never":
        return "not eligible due to preemptionPolicy=Never."
    nominated = str(pod.status.get("nominatedNodeName") or "")
    node, status = cluster.by_name.get(nominated), statuses.get(nominated)
    if node is None or status is None or status.code is Code.UNRESOLVABLE:
        return ""
    waits = _is_leaving if cluster.holds("AnyDeletionWaits") else _is_leaving_for_another
    if any(each.priority < pod.priority and waits(each) for each in node.pods):
        return "not eligible due to a terminating pod on the nominated node."
    return ""


def _is_leaving(pod: PodInfo) -> bool:
    return pod.is_terminating


def _is_leaving_for_another(pod: PodInfo) -> bool:
    """Whether a pod is being deleted because the scheduler gave its place away. Mirrors podTerminatingByPreemption."""
    if not pod.is_terminating:
        return False
    for condition in pod.status.get("conditions") or ():
        if condition.get("type") == "DisruptionTarget":
            return bool(condition.get("status") == "True" and condition.get("reason") == "PreemptionByScheduler")
    return False


def _dry_run(cycle: Cycle, nodes: Sequence[NodeInfo]) -> tuple[list[Candidate], dict[str, Status]]:
    """Try the nodes until enough are found. Upstream begins at a node that it draws; here it is the first."""
    wanted = min(len(nodes), max(len(nodes) * _CANDIDATES_PERCENT // 100, _FEWEST_CANDIDATES))
    budgets = [_Budget(each) for each in cycle.cluster.snapshot.of("PodDisruptionBudget")]
    found: list[Candidate] = []
    refused: dict[str, Status] = {}
    for node in nodes:
        outcome = _select_victims(cycle.copy(), node.copy(), budgets)
        if isinstance(outcome, Status):
            refused[node.name] = outcome
            continue
        found.append(outcome)
        if len(found) >= wanted and any(each.violations == 0 for each in found):
            break
    return found, refused


def _select_victims(cycle: Cycle, node: NodeInfo, budgets: Sequence[_Budget]) -> Candidate | Status:
    """The fewest pods that must go, both arguments being copies that are used up. Mirrors SelectVictimsOnNode."""
    possible = [each for each in node.pods if each.priority < cycle.pod.priority]
    for pod in possible:
        cycle.remove(pod, node)
    if not possible:
        return unresolvable(_NO_VICTIMS)
    refusal = cycle.check(node)
    if refusal:
        return refusal
    possible.sort(key=_importance)
    violating = _violating(possible, budgets)
    victims: list[PodInfo] = []
    violations = 0
    for pod in sorted(possible, key=lambda each: each.key not in violating):
        cycle.add(pod, node)
        if cycle.check(node):
            cycle.remove(pod, node)
            victims.append(pod)
            violations += pod.key in violating
    if cycle.cluster.holds("VictimsAreSorted"):
        victims.sort(key=_importance)
    return Candidate(node.name, victims, violations)


def _importance(pod: PodInfo) -> tuple[int, str]:
    """Sorts the most important pods first: those of higher priority, then those that run longer."""
    return (-pod.priority, pod.started)


class _Budget:
    """A PodDisruptionBudget, its selector made ready."""

    def __init__(self, budget: Mapping[str, Any]) -> None:
        status = budget.get("status") or {}
        self.namespace = str((budget.get("metadata") or {}).get("namespace", ""))
        self.allowed = int(status.get("disruptionsAllowed") or 0)
        self._disrupted = status.get("disruptedPods") or {}
        self._selector = LabelSelector((budget.get("spec") or {}).get("selector"))

    def protects(self, pod: PodInfo) -> bool:
        """Whether the pod counts against the budget; one that was disrupted already does not."""
        if self.namespace != pod.namespace or self._selector.is_empty or not pod.labels:
            return False
        return self._selector.matches(pod.labels) and pod.name not in self._disrupted


def _violating(pods: Sequence[PodInfo], budgets: Sequence[_Budget]) -> set[str]:
    """The pods whose leaving breaks a budget, if all of them left in this order. Mirrors filterPodsWithPDBViolation."""
    left = [each.allowed for each in budgets]
    found = set()
    for pod in pods:
        for index, budget in enumerate(budgets):
            if budget.protects(pod):
                left[index] -= 1
                if left[index] < 0:
                    found.add(pod.key)
    return found


def _best(candidates: Sequence[Candidate]) -> Candidate:
    """The candidate that does the least harm; the first of equals. Mirrors pickOneNodeForPreemption."""
    left = list(candidates)
    for cost in _COSTS:
        least = min(cost(each) for each in left)
        left = [each for each in left if cost(each) == least]
    latest = max(_earliest_start(each) for each in left)
    return next(each for each in left if _earliest_start(each) == latest)


def _earliest_start(candidate: Candidate) -> str:
    """When the first of the most important victims started. Mirrors GetEarliestPodStartTime."""
    highest = max(each.priority for each in candidate.victims)
    return min(each.started for each in candidate.victims if each.priority == highest)


_COSTS: tuple[Callable[[Candidate], int], ...] = (
    lambda candidate: candidate.violations,
    lambda candidate: candidate.victims[0].priority,
    # Lifted, so that many victims of negative priority do not seem cheaper than few.
    lambda candidate: sum(each.priority + _LIFT for each in candidate.victims),
    lambda candidate: len(candidate.victims),
)
