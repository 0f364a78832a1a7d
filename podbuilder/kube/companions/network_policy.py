"""NetworkPolicy. Mirrors Kubernetes v1.36, pkg/apis/networking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.cidr import parse_cidr_sloppy, validate_cidr_for_legacy_field, warnings_for_cidr
from podbuilder.kube.core.field import (
    ROOT,
    Document,
    FieldError,
    FieldPath,
    FieldWarning,
    forbidden,
    invalid,
    required,
)
from podbuilder.kube.validation.formats import is_valid_port_name, is_valid_port_num, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.ports import PORT_PROTOCOLS
from podbuilder.kube.validation.selectors import validate_label_selector

Spec = dict[str, Any]

SPEC = ROOT.child("spec")
# Where a policy has its rules, and what the rule calls its peers.
DIRECTIONS = {"ingress": "from", "egress": "to"}
POLICY_TYPES = ("Ingress", "Egress")


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The policy with its defaults, a new object. Mirrors SetDefaults_NetworkPolicy, Kubernetes v1.36."""
    spec = {"podSelector": {}, **document.get("spec", {})}
    for direction in DIRECTIONS:
        if direction in spec:
            spec[direction] = [_with_protocols(rule) for rule in spec[direction]]
    if not spec.get("policyTypes"):
        spec["policyTypes"] = ["Ingress", "Egress"] if spec.get("egress") else ["Ingress"]
    return {**document, "spec": spec}


def _with_protocols(rule: Spec) -> Spec:
    """Mirrors SetDefaults_NetworkPolicyPort."""
    return {**rule, "ports": [{"protocol": "TCP", **port} for port in rule["ports"]]} if "ports" in rule else rule


def validate_network_policy(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateNetworkPolicySpec."""
    spec = document["spec"]
    yield from validate_label_selector(spec["podSelector"], SPEC.child("podSelector"), options)
    for direction, peers in DIRECTIONS.items():
        for i, rule in enumerate(spec.get(direction, ())):
            at = SPEC.child(direction).index(i)
            for j, port in enumerate(rule.get("ports", ())):
                yield from validate_port(port, at.child("ports").index(j))
            for j, peer in enumerate(rule.get(peers, ())):
                yield from validate_peer(peer, at.child(peers).index(j), options)
    types, at = spec["policyTypes"], SPEC.child("policyTypes")
    if len(types) > len(POLICY_TYPES):
        yield invalid(at, types, "There are only two types, Ingress and Egress; name each once.")
        return
    for i, name in enumerate(types):
        if name not in POLICY_TYPES:
            yield unsupported(at.index(i), name, POLICY_TYPES)


def validate_port(port: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateNetworkPolicyPort."""
    if port["protocol"] not in PORT_PROTOCOLS:
        yield unsupported(path.child("protocol"), port["protocol"], PORT_PROTOCOLS)
    first, last, end = port.get("port"), port.get("endPort"), path.child("endPort")
    if isinstance(first, int):
        yield from invalid_for_each(path.child("port"), first, is_valid_port_num(first))
        if last is not None:
            if last < first:
                yield invalid(end, last, f"The last port, {last}, comes before the first, {first}. Swap them.")
            yield from invalid_for_each(end, last, is_valid_port_num(last))
        return
    if last is not None:
        yield invalid(end, last, "A range of ports begins with a number; write that number as port.")
    if first is not None:
        yield from invalid_for_each(path.child("port"), first, is_valid_port_name(first))


def validate_peer(peer: Spec, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateNetworkPolicyPeer."""
    for name in ("podSelector", "namespaceSelector"):
        yield from validate_label_selector(peer.get(name), path.child(name), options)
    if "ipBlock" in peer:
        yield from validate_ip_block(peer["ipBlock"], path.child("ipBlock"), options)
    if not peer:
        yield required(path, "Say who is meant: a podSelector, a namespaceSelector or an ipBlock.")
    elif "ipBlock" in peer and len(peer) > 1:
        yield forbidden(path, "An ipBlock stands alone. Make the selectors an entry of their own.")


def validate_ip_block(block: Spec, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateIPBlock. sic: before 1.30 it looked no further than the first exception that is no block."""
    value = block.get("cidr", "")
    if not value:
        yield required(path.child("cidr"), 'Write the block of IP addresses, such as "10.9.8.0/24".')
        return
    yield from validate_cidr_for_legacy_field(value, path.child("cidr"), options)
    whole = parse_cidr_sloppy(value)
    for i, exception in enumerate(block.get("except", ()) if whole else ()):
        at = path.child("except").index(i)
        yield from validate_cidr_for_legacy_field(exception, at, options)
        part = parse_cidr_sloppy(exception)
        if part is None and options.minor < 30:
            return
        if whole and part and not whole.contains(part):
            yield invalid(at, exception, f"{show(exception)} is not a part of {show(value)}, so it is no exception.")


def warnings_for_network_policy(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors networkPolicyWarnings, Kubernetes v1.36, pkg/registry/networking/networkpolicy; there since 1.33."""
    for direction, peers in DIRECTIONS.items() if options.minor >= 33 else ():
        for i, rule in enumerate(document["spec"].get(direction, ())):
            for j, peer in enumerate(rule.get(peers, ())):
                at = SPEC.child(direction).index(i).child(peers).index(j).child("ipBlock")
                block = peer.get("ipBlock", {})
                yield from warnings_for_cidr(block.get("cidr", ""), at.child("cidr"))
                for k, exception in enumerate(block.get("except", ())):
                    yield from warnings_for_cidr(exception, at.child("except").index(k))
