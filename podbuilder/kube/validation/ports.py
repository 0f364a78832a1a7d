"""The ports of containers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, duplicate, invalid, required
from podbuilder.kube.validation.format_errors import validate_choice
from podbuilder.kube.validation.formats import is_valid_port_name, is_valid_port_num, show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions

PORT_PROTOCOLS = ("TCP", "UDP", "SCTP")


def validate_container_ports(ports: list[dict[str, Any]], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateContainerPorts, Kubernetes v1.36, pkg/apis/core/validation."""
    names: set[str] = set()
    for i, port in enumerate(ports):
        at = path.index(i)
        name = port.get("name", "")
        if name:
            messages = is_valid_port_name(name)
            if messages:
                yield from invalid_for_each(at.child("name"), name, messages)
            elif name in names:
                yield duplicate(at.child("name"), name, f'Another port of this container is called "{name}".')
            names.add(name)
        number = port.get("containerPort", 0)
        if number:
            yield from invalid_for_each(at.child("containerPort"), number, is_valid_port_num(number))
        else:
            yield required(at.child("containerPort"), "Write the number the container listens on, such as 8080.")
        host_port = port.get("hostPort", 0)
        if host_port:
            yield from invalid_for_each(at.child("hostPort"), host_port, is_valid_port_num(host_port))
        yield from validate_choice(port.get("protocol", ""), PORT_PROTOCOLS, at.child("protocol"))


def check_host_port_conflicts(containers: list[dict[str, Any]], path: FieldPath) -> Iterator[FieldError]:
    """No two ports of these containers may claim the same port of the node.

    Mirrors checkHostPortConflicts and AccumulateUniqueHostPorts, Kubernetes v1.36, pkg/apis/core/validation.
    """
    claimed: set[str] = set()
    for i, container in enumerate(containers):
        for j, port in enumerate(container.get("ports", ())):
            host_port = port.get("hostPort", 0)
            if not host_port:
                continue
            claim = f"{port.get('protocol', '')}/{port.get('hostIP', '')}/{host_port}"
            if claim in claimed:
                at = path.index(i).child("ports").index(j).child("hostPort")
                found = f"Another port already claims port {host_port} of the node"
                yield duplicate(
                    at, host_port, f"{found}; the container {show(container.get('name', ''))} cannot claim it, too."
                )
            claimed.add(claim)


def validate_pod_host_network_deps(spec: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """On the host's network a container's port is the host's port, so the two must agree.

    A template may leave the host's port out: pods get it by default. Mirrors validatePodHostNetworkDeps, Kubernetes
    v1.36, and validateHostNetwork, v1.25 to v1.27, pkg/apis/core/validation.
    """
    if not spec.get("hostNetwork"):
        return
    # The same rule reported at the other of the two fields before 1.28.
    name = "hostPort" if options.minor >= 28 else "containerPort"
    for i, container in enumerate(spec.get("containers", ())):
        for j, port in enumerate(container.get("ports", ())):
            host_port, container_port = port.get("hostPort", 0), port.get("containerPort", 0)
            if host_port != container_port and (host_port or options.resource_is_pod):
                yield invalid(
                    path.child("containers").index(i).child("ports").index(j).child(name),
                    port.get(name, 0),
                    f"hostPort is {host_port} and containerPort {container_port}; with hostNetwork they must be equal.",
                )
