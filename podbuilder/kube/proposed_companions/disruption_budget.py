"""The PodDisruptionBudget of a workload: how many of its pods may be stopped at once while nodes are drained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.lint.companions import BUDGET, name_of
from podbuilder.kube.proposed_companions.autoscaler import SLUG as AUTOSCALER
from podbuilder.kube.proposed_companions.autoscaler import scaler_of
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.offer import Answers, Companion, Made, Offer, Question
from podbuilder.kube.proposed_companions.service_offer import label_notes

SLUG = "disruption-budget"
# The first version in which every cluster has the field unhealthyPodEvictionPolicy.
_POLICY_SINCE = 27


def pods_at_least(basis: Basis) -> int:
    """How many pods there are at any time; 1 where nobody says that."""
    if AUTOSCALER in basis.chosen:
        return int(basis.chosen[AUTOSCALER]["min"])
    scaler = scaler_of(basis)
    count = document.get(scaler, ("spec", "minReplicas"), 1) if scaler else basis.replicas
    return count if type(count) is int else 1


def offers(basis: Basis) -> Iterator[Offer]:
    """One for a workload that keeps several pods."""
    there = basis.selecting(BUDGET)
    counts, several = basis.replicas is not None, pods_at_least(basis) > 1
    if not counts:
        reason = "Only a workload that keeps several pods running can have a budget."
    elif several:
        reason = "It keeps most of the pods running while nodes are drained."
    else:
        reason = "A budget keeps some of several pods, and this is one. Make it two first."
    highest = max(pods_at_least(basis) - 1, 1)
    yield Offer(
        SLUG,
        BUDGET,
        name_of(there[0]) if there else basis.free_name(BUDGET, basis.name, "budget"),
        BUDGET,
        reason,
        is_possible=counts and several,
        is_advised=counts and several and not there,
        is_there=bool(there),
        questions=(Question("max-unavailable", "Pods down at once", "1", "number", highest=highest),),
    )


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The budget; pods that are not ready anyway do not keep a node from being drained."""
    spec: dict[str, Any] = {"maxUnavailable": int(answers["max-unavailable"])}
    if basis.minor >= _POLICY_SINCE:
        spec["unhealthyPodEvictionPolicy"] = "AlwaysAllow"
    spec["selector"] = {"matchLabels": basis.selector}
    whole: Document = {"apiVersion": "policy/v1", "kind": BUDGET, "metadata": basis.metadata(offer.name), "spec": spec}
    return Made((Companion(whole),), tuple(label_notes(basis)), basis.label_edits)
