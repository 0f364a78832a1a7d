"""Service. Mirrors Kubernetes v1.36, pkg/apis/core/validation and pkg/apis/core/v1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.service_allocation import (
    ADDRESSES,
    CLUSTER_IP,
    EXTERNAL_NAME,
    FAMILIES,
    LOAD_BALANCER,
    NODE_PORT,
    POLICY,
    SPEC,
    allocate,
    is_headless,
)
from podbuilder.kube.companions.service_ports import validate_service_ports
from podbuilder.kube.companions.service_traffic import (
    is_externally_accessible,
    validate_load_balancer,
    validate_traffic,
)
from podbuilder.kube.core.field import ROOT, Document, FieldError, forbidden, invalid, required
from podbuilder.kube.validation.format_errors import validate_choice, validate_dns1123_subdomain
from podbuilder.kube.validation.formats import (
    is_dns1035_label,
    is_valid_ip_for_legacy_field,
    mask_trailing_dash,
    name_is_dns_label,
    parse_ip_sloppy,
    show,
)
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.object_meta import NameRule
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_labels

Spec = dict[str, Any]

TYPES = (CLUSTER_IP, EXTERNAL_NAME, LOAD_BALANCER, NODE_PORT)
CLIENT_IP, NO_AFFINITY = "ClientIP", "None"
THREE_HOURS, MOST_SECONDS = 10800, 86400
ANNOTATIONS = ROOT.child("metadata", "annotations")
TOPOLOGY_HINTS, TOPOLOGY_MODE = "service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode"
# Fields that are written only if they are not 0 or false.
_ZERO = ("publishNotReadyAddresses", "healthCheckNodePort", "externalTrafficPolicy", "clusterIP", "clusterIPs")


def name_rule(options: PodOptions) -> NameRule:
    """Since 1.36 the name of a Service may begin with a digit."""
    if options.enabled("RelaxedServiceNameValidation"):
        return name_is_dns_label
    return lambda name, prefix: is_dns1035_label(mask_trailing_dash(name) if prefix else name)


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The decoded Service with its defaults, and with what the cluster gives it. Mirrors SetDefaults_Service."""
    spec = _defaulted(document, options)
    allocate(spec, options)
    return {**document, "spec": spec}


def validate_allocation(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Why the cluster has nothing to give the Service (decoded): the server says so before all else, and only that."""
    yield from allocate(_defaulted(document, options), options)


def read_back(document: Document, options: PodOptions) -> Document:
    """The Service as the server answers with it. Mirrors defaultOnReadInternalTrafficPolicy of its registry."""
    spec = document["spec"]
    if spec["type"] != EXTERNAL_NAME:
        return document
    return {**document, "spec": {name: value for name, value in spec.items() if name != "internalTrafficPolicy"}}


def _defaulted(document: Document, options: PodOptions) -> Spec:
    spec = {name: value for name, value in document.get("spec", {}).items() if value or name not in _ZERO}
    spec["sessionAffinity"] = spec.get("sessionAffinity") or NO_AFFINITY
    has_seconds = "timeoutSeconds" in spec.get("sessionAffinityConfig", {}).get("clientIP", {})
    if spec["sessionAffinity"] == NO_AFFINITY:
        spec.pop("sessionAffinityConfig", None)
    elif spec["sessionAffinity"] == CLIENT_IP and not has_seconds:
        spec["sessionAffinityConfig"] = {"clientIP": {"timeoutSeconds": THREE_HOURS}}
    spec["type"] = spec.get("type") or CLUSTER_IP
    if "ports" in spec:
        spec["ports"] = [_port(port) for port in spec["ports"]]
    if is_externally_accessible(spec, options):
        spec.setdefault("externalTrafficPolicy", "Cluster")
    if spec["type"] in (CLUSTER_IP, NODE_PORT, LOAD_BALANCER):
        spec.setdefault("internalTrafficPolicy", "Cluster")
    if spec["type"] == LOAD_BALANCER:
        spec.setdefault("allocateLoadBalancerNodePorts", True)
    if not options.enabled("ServiceTrafficDistribution"):
        spec.pop("trafficDistribution", None)
    return spec


def _port(given: Spec) -> Spec:
    port = {name: value for name, value in given.items() if value or name != "nodePort"}
    port["protocol"] = port.get("protocol") or "TCP"
    port["targetPort"] = port.get("targetPort") or port.get("port", 0)
    return port


def validate_service(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateServiceCreate, without what the cluster gives, which has been judged before."""
    spec, annotations = document["spec"], document["metadata"].get("annotations", {})
    topology = {annotations.get(TOPOLOGY_HINTS), annotations.get(TOPOLOGY_MODE)} - {None}
    if options.minor >= 27 and len(topology) == 2:
        detail = f"Where {TOPOLOGY_HINTS} stands as well, both must say the same; keep this one."
        yield invalid(ANNOTATIONS.key(TOPOLOGY_MODE), annotations[TOPOLOGY_MODE], detail)
    if not spec.get("ports") and not is_headless(spec) and spec["type"] != EXTERNAL_NAME:
        yield required(SPEC.child("ports"), "Name at least one port on which the Service is reached.")
    yield from _validate_by_type(spec)
    yield from validate_service_ports(spec, options)
    yield from validate_labels(spec.get("selector", {}), SPEC.child("selector"))
    yield from _validate_affinity(spec)
    yield from _validate_external_ips(spec.get("externalIPs", []), options)
    yield from validate_choice(spec["type"], TYPES, SPEC.child("type"))
    yield from validate_load_balancer(spec, annotations, options)
    yield from validate_traffic(spec, options)


def _validate_by_type(spec: Spec) -> Iterator[FieldError]:
    form = spec["type"]
    if form in (LOAD_BALANCER, NODE_PORT) and is_headless(spec):
        detail = f"A Service of type {form} has an address of its own. Remove clusterIP."
        yield invalid(ADDRESSES.index(0), spec["clusterIPs"][0], detail)
    if form == EXTERNAL_NAME:
        there = ((ADDRESSES, spec.get("clusterIPs")), (FAMILIES, spec.get("ipFamilies")))
        for path, is_there in (*there, (POLICY, "ipFamilyPolicy" in spec)):
            if is_there:
                yield forbidden(path, f"A Service of type {form} is a name for another host, without addresses.")
        host = spec.get("externalName", "").removesuffix(".")
        if host:
            yield from validate_dns1123_subdomain(host, SPEC.child("externalName"))
        else:
            yield required(SPEC.child("externalName"), "Name the host that this stands for, such as db.example.com.")


def _validate_affinity(spec: Spec) -> Iterator[FieldError]:
    """Mirrors validateClientIPAffinityConfig and what stands around its call."""
    affinity = spec["sessionAffinity"]
    yield from validate_choice(affinity, (CLIENT_IP, NO_AFFINITY), SPEC.child("sessionAffinity"))
    if affinity == CLIENT_IP:
        seconds = spec["sessionAffinityConfig"]["clientIP"]["timeoutSeconds"]
        if not 0 < seconds <= MOST_SECONDS:
            path = SPEC.child("sessionAffinityConfig", "clientIP", "timeoutSeconds")
            yield invalid(path, seconds, f"{seconds} is out of range; it must be between 1 and {MOST_SECONDS}, a day.")


def _validate_external_ips(addresses: list[str], options: PodOptions) -> Iterator[FieldError]:
    for i, address in enumerate(addresses):
        path = SPEC.child("externalIPs").index(i)
        found = is_valid_ip_for_legacy_field(address, options.strict_ip) or list(_special(address))
        yield from invalid_for_each(path, address, found)


def _special(address: str) -> Iterator[str]:
    """What is wrong with an address that is not reached from elsewhere. Mirrors ValidateEndpointIP."""
    read: Any = parse_ip_sloppy(address)
    read = getattr(read, "ipv4_mapped", None) or read
    purposes = {
        "no address in particular": read.is_unspecified,
        "the host itself": read.is_loopback,
        "one link alone": read.is_link_local,
        "a group on one link": _is_link_local_multicast(read.packed),
    }
    for purpose, applies in purposes.items():
        if applies:
            yield f"{show(address)} stands for {purpose}, so nobody else reaches it. Write an address of a node."


def _is_link_local_multicast(address: bytes) -> bool:
    """Mirrors IsLinkLocalMulticast of Go's net: 224.0.0.0/24, and ff02::/16 with any flags."""
    if len(address) == 4:
        return address[:3] == b"\xe0\x00\x00"
    return address[0] == 0xFF and address[1] & 0x0F == 0x02
