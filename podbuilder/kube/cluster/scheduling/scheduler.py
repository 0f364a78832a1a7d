"""What a scheduler says of a pod in a cluster. Mirrors ScheduleOne of pkg/scheduler, Kubernetes v1.36."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState, state_of
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.filters.dynamic_resources import DynamicResources, lacks_claim
from podbuilder.kube.cluster.scheduling.fit_error import NO_NODES, fit_error, prepare_error
from podbuilder.kube.cluster.scheduling.preemption import Preemption, preempt
from podbuilder.kube.cluster.scheduling.status import CycleError, Status
from podbuilder.kube.cluster.snapshot import Object, Snapshot

_DEFAULT_SCHEDULER = "default-scheduler"


class PodOutcome(StrEnum):
    """What becomes of a pod."""

    SCHEDULED = "scheduled"
    UNSCHEDULABLE = "unschedulable"
    GATED = "gated"
    NO_ATTEMPT = "no-attempt"
    ASSIGNED = "assigned"
    OTHER_SCHEDULER = "other-scheduler"


@dataclass(frozen=True)
class Victim:
    """A pod that would be deleted to make room, by namespace and name, and its node."""

    pod: str
    node: str


@dataclass(frozen=True)
class SchedulerVerdict:
    """The nodes on which the pod fits, why it does not on the others, and what the scheduler would say and do."""

    outcome: PodOutcome
    feasible: list[str] = field(default_factory=list)
    statuses: dict[str, Status] = field(default_factory=dict)
    message: str = ""
    nominated: str = ""
    victims: list[Victim] = field(default_factory=list)
    # The refusal of all nodes together, if it came before any was tried.
    refusal: Status | None = None


def schedule(
    snapshot: Snapshot, pod: Mapping[str, Any], version: str, made: Mapping[str, Sequence[Object]] | None = None
) -> SchedulerVerdict:
    """The verdict on a pod as the API server stored it; `made` are objects by kind that controllers make for it.

    ValueError for a version that is not known, NotJudged where what the pod needs is not known here.
    """
    cluster = state_of(snapshot, version, made)
    spec = pod.get("spec") or {}
    if spec.get("nodeName"):
        return SchedulerVerdict(PodOutcome.ASSIGNED)
    if spec.get("schedulerName") not in (None, "", _DEFAULT_SCHEDULER):
        return SchedulerVerdict(PodOutcome.OTHER_SCHEDULER)
    if spec.get("schedulingGates") and cluster.enabled("PodSchedulingReadiness"):
        return SchedulerVerdict(PodOutcome.GATED, message="Scheduling is blocked due to non-empty scheduling gates")
    info = cluster.pod_info(pod)
    if lacks_claim(info, cluster):
        return SchedulerVerdict(PodOutcome.NO_ATTEMPT)
    if not cluster.nodes:
        return SchedulerVerdict(PodOutcome.UNSCHEDULABLE, message=NO_NODES)
    try:
        return _attempt(Cycle(info, cluster))
    except CycleError as problem:
        return SchedulerVerdict(PodOutcome.UNSCHEDULABLE, message=str(problem))


def _attempt(cycle: Cycle) -> SchedulerVerdict:
    """Try the nodes, and if none is left, look for victims."""
    cluster = cycle.cluster
    refusal = cycle.prepare()
    if refusal:
        return _refused(cycle, refusal)
    feasible, statuses = [], {}
    for node in cycle.chosen_nodes():
        status = cycle.check(node)
        if status:
            statuses[node.name] = status
        else:
            feasible.append(node.name)
    tried = {*statuses, *feasible}
    untried = [each for each in cluster.nodes if each.name not in tried]
    others = dict.fromkeys((each.name for each in untried), cycle.status_of_others)
    if feasible:
        return SchedulerVerdict(PodOutcome.SCHEDULED, feasible, statuses | others)
    are_told, are_hopeful = cluster.holds("OthersAreTold"), cluster.holds("OthersAreHopeful")
    begun = fit_error(len(cluster.nodes), statuses, cycle.status_of_others.reasons if untried and are_told else ())
    # sic: once preemption was tried on nodes of which nothing was known.
    preemption = preempt(cycle, statuses if are_hopeful else statuses | others, untried if are_hopeful else ())
    statuses |= others
    chosen = preemption.candidate
    if chosen:
        victims = [Victim(each.key, chosen.node) for each in chosen.victims if not each.is_terminating]
        return SchedulerVerdict(PodOutcome.UNSCHEDULABLE, [], statuses, begun, chosen.node, victims)
    message = _with_stop(cluster, f"{begun} {_after_filters(cycle, preemption)}")
    return SchedulerVerdict(PodOutcome.UNSCHEDULABLE, [], statuses, message)


def _refused(cycle: Cycle, refusal: Status) -> SchedulerVerdict:
    """No node was tried, but preemption is asked, and as a rule has nothing to offer."""
    cluster = cycle.cluster
    nodes = len(cluster.nodes)
    statuses = {each.name: refusal for each in cluster.nodes}
    if DynamicResources.is_on(cluster) and cycle.devices is None:
        # sic: it asks for what it has not found out yet, and its error is all that is heard.
        after = "not found"
    else:
        after = _after_filters(cycle, preempt(cycle, statuses))
    begun = fit_error(nodes, statuses) if cluster.holds("PrepareIsCounted") else prepare_error(nodes, refusal)
    message = _with_stop(cluster, f"{begun} {after}")
    return SchedulerVerdict(PodOutcome.UNSCHEDULABLE, [], statuses, message, refusal=refusal)


def _after_filters(cycle: Cycle, preemption: Preemption) -> str:
    """What the plugins that ask further say, in turn: whether claims can be given back, and preemption."""
    said = f"preemption: {preemption.message}"
    claims = cycle.devices
    return f"{claims.after_filters()}, {said}" if claims else said


def _with_stop(cluster: ClusterState, message: str) -> str:
    return f"{message}." if cluster.holds("FurtherStop") else message
