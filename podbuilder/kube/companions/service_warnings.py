"""What the API server accepts in a Service with a warning. Mirrors Kubernetes v1.36, pkg/api/service."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.cidr import warnings_for_cidr
from podbuilder.kube.companions.service import ANNOTATIONS, NO_AFFINITY, TOPOLOGY_HINTS, TOPOLOGY_MODE
from podbuilder.kube.companions.service_allocation import ADDRESSES, CLUSTER_IP, EXTERNAL_NAME, IP, NONE, SPEC
from podbuilder.kube.companions.service_traffic import PREFER_CLOSE, RANGES
from podbuilder.kube.core.field import ROOT, Document, FieldPath, FieldWarning
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.warnings.addresses import warnings_for_address

Spec = dict[str, Any]

EXTERNAL_IPS, AFFINITY = SPEC.child("externalIPs"), SPEC.child("sessionAffinity")
_HEADLESS = "A Service without an address of its own makes no use of this. Remove it."


def warnings_for_service(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors GetWarningsForService, from which version on each holds."""
    if options.minor < 27:
        return
    spec = document["spec"]
    if TOPOLOGY_HINTS in document["metadata"].get("annotations", {}):
        path = ANNOTATIONS.key(TOPOLOGY_HINTS)
        # The server names no field.
        yield FieldWarning(path, f"This annotation is deprecated. Use {TOPOLOGY_MODE} instead.", told_at=ROOT)
    yield from _addresses(spec, options)
    yield from _useless(spec, options)
    if options.minor >= 35 and spec.get("trafficDistribution") == PREFER_CLOSE:
        message = f"{PREFER_CLOSE} is deprecated. Write PreferSameZone, which means the same."
        yield FieldWarning(SPEC.child("trafficDistribution"), message)


def _addresses(spec: Spec, options: PodOptions) -> Iterator[FieldWarning]:
    if spec.get("clusterIP", NONE) != NONE:
        for i, address in enumerate(spec["clusterIPs"]):
            if address != IP:
                yield from _address(address, ADDRESSES.index(i), options)
    for i, address in enumerate(spec.get("externalIPs", ())):
        yield from _address(address, EXTERNAL_IPS.index(i), options)
    if spec.get("loadBalancerIP"):
        yield from _address(spec["loadBalancerIP"], SPEC.child("loadBalancerIP"), options)
    for i, block in enumerate(spec.get("loadBalancerSourceRanges", ())):
        path = RANGES.index(i)
        yield from warnings_for_cidr(block, path) if options.minor >= 33 else _former_block(block, path)


def _address(text: str, path: FieldPath, options: PodOptions) -> Iterator[FieldWarning]:
    return warnings_for_address(text, path) if options.minor >= 33 else _former_address(text, path)


def _former_address(text: str, path: FieldPath) -> Iterator[FieldWarning]:
    """Mirrors getWarningsForIP of versions before 1.33, which also warned of what is no address."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        yield FieldWarning(path, f"{cut(text)} will not be taken for an address by later versions. Leave zeros out.")
        return
    yield from _of_ipv6(_canonical(address), text, path)


def _former_block(text: str, path: FieldPath) -> Iterator[FieldWarning]:
    """Mirrors getWarningsForCIDR of versions before 1.33."""
    first, _, length = text.partition("/")
    try:
        address = ipaddress.ip_address(first)
        # What is no block at all is refused.
        is_strict = length == str(int(length))
    except ValueError:
        is_strict = False
    if not is_strict:
        yield FieldWarning(path, f"{cut(text)} will not be taken for a block by later versions. Leave zeros out.")
        return
    yield from _of_ipv6(f"{_canonical(address)}/{length}", text, path)


def _of_ipv6(canonical: str, text: str, path: FieldPath) -> Iterator[FieldWarning]:
    if ":" in text and canonical != text:
        yield FieldWarning(path, f"In IPv6 this is usually written {canonical}.")


def _canonical(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    mapped = getattr(address, "ipv4_mapped", None)
    return f"::ffff:{mapped}" if mapped else str(address)


def _useless(spec: Spec, options: PodOptions) -> Iterator[FieldWarning]:
    """Fields that mean nothing to a Service of its type, or soon will mean nothing to any."""
    is_headless = spec["type"] == CLUSTER_IP and spec.get("clusterIP") == NONE
    is_name = spec["type"] == EXTERNAL_NAME
    if options.minor >= 34 and is_headless:
        if spec.get("loadBalancerIP"):
            yield FieldWarning(SPEC.child("loadBalancerIP"), _HEADLESS)
        if spec.get("externalIPs"):
            yield FieldWarning(EXTERNAL_IPS, _HEADLESS)
        if spec["sessionAffinity"] != NO_AFFINITY:
            # sic: upstream writes the field with a capital.
            yield FieldWarning(AFFINITY, _HEADLESS, told_at=SPEC.child("SessionAffinity"))
    if options.minor >= 36 and spec.get("externalIPs") and not is_headless and not is_name:
        yield FieldWarning(EXTERNAL_IPS, "This field is deprecated, and some clusters may not heed it any more.")
    if options.minor >= 28 and is_name and spec.get("externalIPs"):
        yield FieldWarning(EXTERNAL_IPS, f"A Service of type {EXTERNAL_NAME} makes no use of this. Remove it.")
    if options.minor >= 28 and not is_name and spec.get("externalName"):
        message = f"Only a Service of type {EXTERNAL_NAME} makes use of this. Remove it, or change the type."
        yield FieldWarning(SPEC.child("externalName"), message)
