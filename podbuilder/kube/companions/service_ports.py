"""The ports of a Service. Mirrors Kubernetes v1.36, pkg/apis/core/validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.service_allocation import CLUSTER_IP, LOAD_BALANCER, PORT, SPEC
from podbuilder.kube.core.field import FieldError, FieldPath, duplicate, forbidden, invalid, required
from podbuilder.kube.validation.format_errors import validate_choice, validate_dns1123_label, validate_qualified_name
from podbuilder.kube.validation.formats import is_valid_port_num, show
from podbuilder.kube.validation.handlers import validate_port_num_or_name
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.ports import PORT_PROTOCOLS

Port = dict[str, Any]

PORTS = SPEC.child("ports")
KUBELET_PORT = 10250


def validate_service_ports(spec: dict[str, Any], options: PodOptions) -> Iterator[FieldError]:
    """What ValidateServiceCreate says of the ports of a Service that has its defaults."""
    ports: list[Port] = spec.get("ports", [])
    names = set[str]()
    for i, port in enumerate(ports):
        path, name = PORTS.index(i), port.get("name", "")
        if spec["type"] == LOAD_BALANCER and options.minor < 33 and port.get("port", 0) == KUBELET_PORT:
            yield invalid(path, KUBELET_PORT, f"{KUBELET_PORT} is the kubelet's own port. Choose another.")
        yield from _validate_name(name, len(ports) > 1, names, path.child("name"))
        yield from _validate_service_port(port, path)
        if spec["type"] == CLUSTER_IP and port.get("nodePort"):
            yield forbidden(path.child("nodePort"), "Nodes have ports of a Service of type NodePort or LoadBalancer.")
    yield from _validate_uniqueness(ports)


def _validate_name(name: str, is_needed: bool, names: set[str], path: FieldPath) -> Iterator[FieldError]:
    if name:
        yield from validate_dns1123_label(name, path)
        if name in names:
            yield duplicate(path, name, f"Another port is called {show(name)} already.")
        names.add(name)
    elif is_needed:
        yield required(path, "Where there are several ports, each needs a name, such as http.")


def _validate_service_port(port: Port, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateServicePort."""
    number = port.get("port", 0)
    yield from invalid_for_each(path.child("port"), number, is_valid_port_num(number))
    yield from validate_choice(port["protocol"], PORT_PROTOCOLS, path.child("protocol"))
    yield from validate_port_num_or_name(port["targetPort"], path.child("targetPort"))
    if "appProtocol" in port:
        yield from validate_qualified_name(port["appProtocol"], path.child("appProtocol"))


def _validate_uniqueness(ports: list[Port]) -> Iterator[FieldError]:
    """Two ports with one protocol need two numbers, and so do those of the nodes."""
    seen, seen_on_nodes = set[tuple[str, int]](), set[tuple[str, Any]]()
    for i, port in enumerate(ports):
        number, on_node = port.get("port", 0), port.get("nodePort")
        # Of the ports that the server chooses, those for one port are one.
        key = (port["protocol"], (PORT, number) if on_node == PORT else on_node)
        if on_node:
            if key in seen_on_nodes:
                yield duplicate(PORTS.index(i).child("nodePort"), on_node, f"Another port of {key[0]} has it already.")
            seen_on_nodes.add(key)
        if (port["protocol"], number) in seen:
            yield duplicate(PORTS.index(i), number, f"Another port is {port['protocol']} {number} already.")
        seen.add((port["protocol"], number))
