"""The NetworkPolicy of a pod: others reach the ports that it declares, and it reaches what it is known to call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.companions import NETWORK_POLICY, name_of
from podbuilder.kube.proposed_companions.answers import words
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.called_ports import called_ports
from podbuilder.kube.proposed_companions.offer import (
    Answers,
    Choice,
    Companion,
    CompanionNote,
    Made,
    Offer,
    Question,
    open_,
)
from podbuilder.kube.proposed_companions.service_offer import label_notes, ports_of

SLUG = "network-policy"
EGRESS = ROOT.child("spec", "egress")
_FROM = (
    Choice("anywhere", "from anywhere"),
    Choice("namespace", "from pods of its namespace"),
    Choice("nowhere", "by nobody"),
)
_TO = (
    Choice("anywhere", "anything"),
    Choice("dns", "DNS alone, and what else is named here"),
    Choice("nowhere", "nothing"),
)
_DNS = [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]


def offers(basis: Basis) -> Iterator[Offer]:
    """One for the pod, unless it uses the network of its node, which no policy is for."""
    there = basis.selecting(NETWORK_POLICY)
    on_node = document.get(basis.pod, SPEC.child("hostNetwork")) is True
    called = ", ".join(map(str, called_ports(basis.pod)))
    reason = "It says who may reach the pod, and what the pod may reach." if not there else "It is for the pod."
    yield Offer(
        SLUG,
        NETWORK_POLICY,
        name_of(there[0]) if there else basis.free_name(NETWORK_POLICY, basis.name, "policy"),
        NETWORK_POLICY,
        "The pod uses the network of its node, which no policy is for." if on_node else reason,
        is_possible=not on_node,
        is_there=bool(there),
        questions=(
            Question("from", "Its ports are reached", "anywhere" if ports_of(basis) else "nowhere", "choice", _FROM),
            Question("to", "It reaches", "dns", "choice", _TO),
            Question("ports", "Ports that it calls", called, "ports", help="Such as 5432, 443.", is_optional=True),
        ),
    )


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The policy; a port by its name where it has one."""
    ports = [
        {"port": one.target, **({"protocol": one.protocol} if one.protocol != "TCP" else {})} for one in ports_of(basis)
    ]
    spec: dict[str, Any] = {
        "podSelector": {"matchLabels": basis.selector},
        "policyTypes": ["Ingress"] if answers["to"] == "anywhere" else ["Ingress", "Egress"],
        "ingress": [] if answers["from"] == "nowhere" or not ports else [{**_sources(answers), "ports": ports}],
        **({} if answers["to"] == "anywhere" else {"egress": _egress(answers)}),
    }
    whole: Document = {
        "apiVersion": "networking.k8s.io/v1",
        "kind": NETWORK_POLICY,
        "metadata": basis.metadata(offer.name),
        "spec": spec,
    }
    return Made((Companion(whole),), (*label_notes(basis), *_notes(offer, answers)), basis.label_edits)


def _sources(answers: Answers) -> dict[str, Any]:
    return {"from": [{"podSelector": {}}]} if answers["from"] == "namespace" else {}


def _egress(answers: Answers) -> list[dict[str, Any]]:
    if answers["to"] == "nowhere":
        return []
    called = [{"port": int(port)} for port in words(answers["ports"])]
    return [{"ports": _DNS}, *([{"ports": called}] if called else [])]


def _notes(offer: Offer, answers: Answers) -> Iterator[CompanionNote]:
    yield CompanionNote(
        "open", offer.slug, ROOT.child("spec"), "It counts only where the network of the cluster enforces policies."
    )
    if answers["to"] != "anywhere":
        yield open_(offer.slug, EGRESS, "What the pod calls and is not named here is out of its reach.")
