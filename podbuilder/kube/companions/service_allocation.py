"""What a cluster gives a Service: addresses, families of them, and ports of its nodes.

Mirrors pkg/registry/core/service/storage, Kubernetes v1.36, in a cluster that is set up for IPv4 alone, as servers are
unless they are told otherwise. Which addresses and ports are free, and from which range, only the cluster knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, FieldError, duplicate, invalid
from podbuilder.kube.validation.formats import is_valid_ip_for_legacy_field, parse_ip_sloppy, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions

Spec = dict[str, Any]

SPEC = ROOT.child("spec")
ADDRESSES, FAMILIES, POLICY = (SPEC.child(name) for name in ("clusterIPs", "ipFamilies", "ipFamilyPolicy"))
# Stand for what the server chooses.
IP, PORT = "<ip>", "<port>"
CLUSTER_IP, NODE_PORT = "ClusterIP", "NodePort"
LOAD_BALANCER, EXTERNAL_NAME = "LoadBalancer", "ExternalName"
# A clusterIP of a Service without one, whose name leads to its pods.
NONE = "None"
IPV4, IPV6 = "IPv4", "IPv6"
SINGLE, PREFER, REQUIRE = "SingleStack", "PreferDualStack", "RequireDualStack"
_SET_UP = "A cluster has IPv6 only where it was set up for both; then choose it once the Service is there."


def allocate(spec: Spec, options: PodOptions) -> list[FieldError]:
    """Write into a Service's spec (with its defaults) what the cluster gives it, or say why there is nothing to give.

    The server does so before it validates, and says no more if it fails. Mirrors allocateCreate.
    """
    if spec.get("clusterIP") and not spec.get("clusterIPs"):
        spec["clusterIPs"] = [spec["clusterIP"]]
    if spec["type"] == EXTERNAL_NAME:
        return []
    errors = _settle_families(spec, options)
    if not errors:
        _allocate_addresses(spec)
        errors = list(_allocate_node_ports(spec))
    return errors


def is_headless(spec: Spec) -> bool:
    """Whether the Service has no address of its own. Mirrors isHeadlessService of pkg/apis/core/validation."""
    return spec.get("clusterIPs") == [NONE]


def _settle_families(spec: Spec, options: PodOptions) -> list[FieldError]:
    """Mirrors initIPFamilyFields."""
    names_its_pods = spec.get("clusterIP") != NONE or bool(spec.get("selector"))
    policy = spec.setdefault("ipFamilyPolicy", SINGLE if names_its_pods else REQUIRE)
    families = list(spec.get("ipFamilies", ()))
    errors = list(validate_service_cluster_ips_related_fields(spec, options)) or [
        *_too_many_for_one_stack(spec, policy),
        *_inferred_families(spec.get("clusterIPs", ()), families),
    ]
    if errors:
        return errors
    families = families or [IPV4]
    if not names_its_pods:
        # Whoever gives such a Service its endpoints may use both families, whatever the cluster has.
        if len(families) < 2 and policy != SINGLE:
            families.append(IPV6 if families == [IPV4] else IPV4)
    else:
        if policy == REQUIRE:
            errors.append(invalid(POLICY, policy, _SET_UP))
        errors += [invalid(FAMILIES.index(i), one, _SET_UP) for i, one in enumerate(families) if one == IPV6]
    spec["ipFamilies"] = families
    return errors


def _too_many_for_one_stack(spec: Spec, policy: str) -> Iterator[FieldError]:
    if policy == SINGLE:
        for name in ("clusterIPs", "ipFamilies"):
            if len(spec.get(name, ())) == 2:
                yield invalid(POLICY, policy, f"There are two {name}. Write {PREFER} or {REQUIRE}, or leave one out.")


def _inferred_families(addresses: list[str], families: list[str]) -> Iterator[FieldError]:
    """Add the families of addresses that have none."""
    for i, address in enumerate(addresses):
        if address != NONE and i >= len(families):
            if _is_ipv6(address):
                yield invalid(ADDRESSES.index(i), address, _SET_UP)
            else:
                families.append(IPV4)


def _allocate_addresses(spec: Spec) -> None:
    """Mirrors allocClusterIPs."""
    if is_headless(spec):
        return
    given = spec.get("clusterIPs", [])
    spec["clusterIPs"] = [*given, *[IP] * (len(spec["ipFamilies"]) - len(given))]
    spec["clusterIP"] = spec["clusterIPs"][0]


def _allocate_node_ports(spec: Spec) -> Iterator[FieldError]:
    """Mirrors txnAllocNodePorts, which stops at the first port that is not free."""
    if spec["type"] not in (NODE_PORT, LOAD_BALANCER):
        return
    is_automatic = spec["type"] == NODE_PORT or spec["allocateLoadBalancerNodePorts"]
    # One number is enough for the same port of several protocols.
    ports = spec["ports"] = [dict(port) for port in spec.get("ports", ())]
    given: dict[int, int | str] = {}
    taken = set[int]()
    for i, port in enumerate(ports):
        number = port.get("port", 0)
        own = port.get("nodePort")
        if not own and not is_automatic:
            continue
        wanted = own
        if number not in given:
            same = (other["nodePort"] for other in ports if other.get("port", 0) == number and other.get("nodePort"))
            wanted = next(same, PORT)
            given[number] = wanted
        elif not own or own == given[number]:
            port["nodePort"] = given[number]
            continue
        if wanted in taken:
            yield invalid(SPEC.child("ports").index(i).child("nodePort"), wanted, f"Another port has {wanted} already.")
            return
        if isinstance(wanted, int):
            taken.add(wanted)
        port["nodePort"] = wanted
    if spec["type"] == LOAD_BALANCER and spec.get("externalTrafficPolicy") == "Local":
        spec.setdefault("healthCheckNodePort", PORT)


def validate_service_cluster_ips_related_fields(spec: Spec, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateServiceClusterIPsRelatedFields, pkg/apis/core/validation."""
    first, addresses, families = spec.get("clusterIP"), spec.get("clusterIPs", []), spec.get("ipFamilies", [])
    if first and addresses[0] != first:
        yield invalid(ADDRESSES, addresses, "The first of them must be clusterIP as well.")
    if not first and addresses:
        yield invalid(ADDRESSES, addresses, "Write the first of them as clusterIP, too, or leave them to the cluster.")
    yield from _validate_families(families)
    policy = spec["ipFamilyPolicy"]
    if policy not in (SINGLE, PREFER, REQUIRE):
        yield unsupported(POLICY, policy, (SINGLE, PREFER, REQUIRE))
    errors = list(_validate_addresses(addresses, options))
    yield from errors
    if len(addresses) > 2:
        yield invalid(ADDRESSES, addresses, "At most two are allowed, one of each family.")
    if errors:
        return
    if len(addresses) > 1 and len({_is_ipv6(address) for address in addresses}) == 1:
        yield invalid(ADDRESSES, addresses, "Both are of one family. Of each family there can be one.")
    if not is_headless(spec):
        for i, (address, family) in enumerate(zip(addresses, families, strict=False)):
            if family in (IPV4, IPV6) and _is_ipv6(address) != (family == IPV6):
                detail = f"{show(address)} is not of the family {family}, which ipFamilies names for it."
                yield invalid(ADDRESSES.index(i), address, detail)


def _validate_families(families: list[str]) -> Iterator[FieldError]:
    for i, family in enumerate(families):
        if family not in (IPV4, IPV6):
            yield unsupported(FAMILIES.index(i), family, (IPV4, IPV6))
        if family in families[:i]:
            yield duplicate(FAMILIES.index(i), family, f"{show(family)} is named twice.")


def _validate_addresses(addresses: list[str], options: PodOptions) -> Iterator[FieldError]:
    for i, address in enumerate(addresses):
        if i == 0 and address == NONE:
            if len(addresses) > 1:
                yield invalid(ADDRESSES, addresses, f"“{NONE}” stands alone, for a Service without an address.")
            continue
        found = is_valid_ip_for_legacy_field(address, options.strict_ip)
        yield from invalid_for_each(ADDRESSES.index(i), address, found)


def _is_ipv6(address: str) -> bool:
    """Mirrors IsIPv6String, k8s.io/utils/net: an IPv4 address inside an IPv6 one is IPv4."""
    read = parse_ip_sloppy(address)
    return read is not None and read.version == 6 and getattr(read, "ipv4_mapped", None) is None
