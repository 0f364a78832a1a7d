"""Who reaches a Service, and which way. Mirrors Kubernetes v1.36, pkg/apis/core/validation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from podbuilder.kube.companions.cidr import parse_cidr_sloppy, validate_cidr_for_legacy_field
from podbuilder.kube.companions.service_allocation import CLUSTER_IP, LOAD_BALANCER, NODE_PORT, PORT, SPEC
from podbuilder.kube.core.field import ROOT, FieldError, FieldPath, forbidden, invalid
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.validation.format_errors import validate_choice, validate_qualified_name
from podbuilder.kube.validation.formats import is_valid_port_num
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions

Spec = dict[str, Any]

SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
LOCAL, POLICIES = "Local", ("Cluster", "Local")
PREFER_CLOSE = "PreferClose"
DISTRIBUTIONS = (PREFER_CLOSE, "PreferSameZone", "PreferSameNode")
RANGES = SPEC.child("loadBalancerSourceRanges")
_ONLY_BALANCED = f"Only a Service of type {LOAD_BALANCER} has this. Remove it, or change the type."


def is_externally_accessible(spec: Spec, options: PodOptions) -> bool:
    """Mirrors ExternallyAccessible, pkg/api/service; before 1.29 externalIPs did not count."""
    has_addresses = spec["type"] == CLUSTER_IP and bool(spec.get("externalIPs")) and options.minor >= 29
    return has_addresses or spec["type"] in (LOAD_BALANCER, NODE_PORT)


def validate_load_balancer(spec: Spec, annotations: Mapping[str, str], options: PodOptions) -> Iterator[FieldError]:
    """Fields that only a Service with a load balancer has."""
    is_balanced = spec["type"] == LOAD_BALANCER
    if spec.get("loadBalancerSourceRanges"):
        yield from _at_its_place(_validate_ranges(spec["loadBalancerSourceRanges"], RANGES, is_balanced, options))
    elif SOURCE_RANGES in annotations:
        path = ROOT.child("metadata", "annotations").key(SOURCE_RANGES)
        text = trim_space(annotations[SOURCE_RANGES])
        for error in _validate_ranges(text.split(",") if text else [], path, is_balanced, options):
            yield replace(error, path=path)
    if "allocateLoadBalancerNodePorts" in spec and not is_balanced:
        yield forbidden(SPEC.child("allocateLoadBalancerNodePorts"), _ONLY_BALANCED)
    if "loadBalancerClass" in spec:
        path = SPEC.child("loadBalancerClass")
        if is_balanced:
            yield from validate_qualified_name(spec["loadBalancerClass"], path)
        else:
            yield forbidden(path, _ONLY_BALANCED)


def _validate_ranges(
    ranges: list[str], path: FieldPath, is_balanced: bool, options: PodOptions
) -> Iterator[FieldError]:
    """Blocks of addresses; spaces around them do not count. Before 1.30 there was one error for all of them."""
    if not is_balanced:
        yield forbidden(path, _ONLY_BALANCED)
    trimmed = [trim_space(one) for one in ranges]
    if options.minor >= 30:
        for i, one in enumerate(trimmed):
            yield from validate_cidr_for_legacy_field(one, path.index(i), options)
    elif any(parse_cidr_sloppy(one) is None for one in trimmed):
        yield invalid(path, ranges, "These are not all blocks of addresses. Write each like 10.9.8.0/24.")


def _at_its_place(errors: Iterator[FieldError]) -> Iterator[FieldError]:
    """sic: upstream calls the field by a name that begins with a capital."""
    for error in errors:
        yield replace(error, told_at=FieldPath(("spec", "LoadBalancerSourceRanges", *error.path[2:])))


def validate_traffic(spec: Spec, options: PodOptions) -> Iterator[FieldError]:
    """The policies of a Service with its defaults: from outside, from inside, and to which zone."""
    policy, path = spec.get("externalTrafficPolicy"), SPEC.child("externalTrafficPolicy")
    if is_externally_accessible(spec, options):
        yield from validate_choice(policy or "", POLICIES, path)
    elif policy:
        yield invalid(path, policy, "Nobody reaches this Service from outside. Remove it, or change the type.")
    yield from _validate_health_check(spec)
    inside = spec.get("internalTrafficPolicy")
    if inside is not None and inside not in POLICIES:
        yield unsupported(SPEC.child("internalTrafficPolicy"), inside, POLICIES)
    distribution = spec.get("trafficDistribution")
    known = DISTRIBUTIONS if options.enabled("PreferSameTrafficDistribution") else DISTRIBUTIONS[:1]
    if distribution is not None and distribution not in known:
        yield unsupported(SPEC.child("trafficDistribution"), distribution, known)


def _validate_health_check(spec: Spec) -> Iterator[FieldError]:
    port, path = spec.get("healthCheckNodePort", 0), SPEC.child("healthCheckNodePort")
    if spec["type"] == LOAD_BALANCER and spec["externalTrafficPolicy"] == LOCAL:
        if port != PORT:
            yield from invalid_for_each(path, port, is_valid_port_num(port))
    elif port:
        detail = f"Only a Service of type {LOAD_BALANCER} with externalTrafficPolicy {LOCAL} has this. Remove it."
        yield invalid(path, port, detail)
