"""Ports that a tool publishes on its machine: `8080:80`, `127.0.0.1:53:53/udp`, `8000-8010:8000-8010`.

Mirrors ParsePortSpec, docker/go-connections, which has the range of ports in common with Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from podbuilder.kube.conversion_report.note import (
    Note,
    asks,
    carried,
    companion,
    different,
    left,
    refused,
)
from podbuilder.kube.core.limits import MAX_PORT_RANGE, MAX_PORTS
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts, ServicePort
from podbuilder.kube.importers.container_settings.masked_text import split_outside
from podbuilder.kube.importers.container_settings.object_names import service_name
from podbuilder.kube.importers.question import AnswerType, Question

_LARGEST = 65_535
_PROTOCOLS = ("tcp", "udp", "sctp")
_LOCAL = ("127.", "localhost", "[::1]")
_SERVICE, _HOST = "service", "host"


class PortError(ValueError):
    """A text that says no port; the message is a sentence."""


class PublishedPort(NamedTuple):
    """Ports of a container, and those of the machine that lead to them: as many, or none where any will do."""

    targets: tuple[int, ...]
    published: tuple[int, ...] = ()
    protocol: str = "tcp"
    address: str = ""
    # Whether the published port is not in the input: the shell or nobody says it.
    is_open: bool = False


def read_port(text: str, substitutions: Sequence[str] = ()) -> PublishedPort:
    """What a short form says (PortError)."""
    ports, _, protocol = text.partition("/")
    *address, published, target = ["", "", *split_outside(ports, substitutions, ":")]
    protocol = protocol.lower() or "tcp"
    if protocol not in _PROTOCOLS:
        raise PortError("A port's protocol is tcp, udp or sctp.")
    targets = port_range(target)
    is_open = any(one in published for one in substitutions)
    machine = () if is_open or not published else port_range(published)
    if machine and len(machine) != len(targets):
        if len(targets) > 1:
            raise PortError("Both ranges of ports need the same length.")
        machine = machine[:1]
    return PublishedPort(targets, machine, protocol, ":".join(filter(None, address)), is_open)


def port_range(text: str) -> tuple[int, ...]:
    """The ports of `80` or `8000-8010` (PortError)."""
    first, dash, last = text.partition("-")
    start = whole_number(first, _LARGEST, 1)
    stop = whole_number(last, _LARGEST, 1) if dash else start
    if start is None or stop is None or stop < start:
        raise PortError("A port is a number from 1 to 65535, or a range such as 8000-8010.")
    if stop - start >= MAX_PORT_RANGE:
        raise PortError(f"A range of more than {MAX_PORT_RANGE} ports is not taken over; publish those that are used.")
    return tuple(range(start, stop + 1))


def publish(parts: ContainerParts, text: str, substitutions: Sequence[str] = ()) -> Note:
    """A published port in its short form."""
    try:
        return publish_port(parts, read_port(text, substitutions))
    except PortError as error:
        if substitutions:
            return asks("", "The port is in a variable of the shell. Put its number there, and import again.")
        return refused(str(error))


def publish_port(parts: ContainerParts, port: PublishedPort) -> Note:
    """Declare the ports, and let a Service lead to them."""
    paths = [declare(parts, target, port.protocol) for target in port.targets]
    if parts.pod.spec.get("hostNetwork"):
        return different(
            paths[0], "With the network of the host, nothing is published: the program takes the node's port."
        )
    if port.address.startswith(_LOCAL):
        return different(
            paths[0],
            "It is published to the same machine only, so there is no Service: kubectl port-forward "
            f"pod/{parts.pod.name} {(port.published or port.targets)[0]}:{port.targets[0]} does that.",
        )
    published = port.published or port.targets
    if _is_on_host(parts):
        return _put_on_host(parts, port, published, paths[0])
    pairs = zip(published, port.targets, strict=True)
    parts.pod.service_ports += [ServicePort(outer, target, port.protocol.upper()) for outer, target in pairs]
    name = service_name(parts.pod.name)
    says = f"In front of the container's {_in_words(port.targets)} the Service has {_in_words(published)}."
    if port.is_open:
        return asks(f"Service {name}", f"{says} The published port is in a variable of the shell.")
    return companion("Service", name, says)


def expose(parts: ContainerParts, text: str) -> Note:
    """A port that is declared, and published nowhere."""
    ports, _, protocol = text.partition("/")
    try:
        if protocol and protocol.lower() not in _PROTOCOLS:
            raise PortError("A port's protocol is tcp, udp or sctp.")
        paths = [declare(parts, port, protocol.lower() or "tcp") for port in port_range(ports)]
        return carried(paths[0])
    except PortError as error:
        return refused(str(error))


def publish_all(parts: ContainerParts) -> Note:
    """All ports that the image exposes, which only the image says."""
    question = Question("ports", "Ports that the image exposes, such as 80, 443", "")
    given = [text.strip() for text in parts.questions.ask(question).split(",") if text.strip()]
    for text in given:
        publish(parts, text)
    if given:
        return companion("Service", service_name(parts.pod.name), "It has the ports that were asked for.")
    return asks("", "Which ports the image exposes is not in the paste. Publish each of them with -p.")


def declare(parts: ContainerParts, port: int, protocol: str) -> str:
    """List a port of the container once; its path (PortError if it has too many)."""
    if (port, protocol) not in parts.ports:
        if len(parts.ports) == MAX_PORTS:
            raise PortError(f"At most {MAX_PORTS:,} ports of a container are taken over.")
        parts.ports[port, protocol] = len(parts.ports)
        entry = {"containerPort": port, **({} if protocol == "tcp" else {"protocol": protocol.upper()})}
        parts.append("ports", entry)
    return parts.at(f"ports[{parts.ports[port, protocol]}]")


def _entry(parts: ContainerParts, port: int, protocol: str) -> dict[str, Any]:
    entries: list[dict[str, Any]] = parts.container["ports"]
    return entries[parts.ports[port, protocol]]


def _is_on_host(parts: ContainerParts) -> bool:
    question = Question(
        f"publish:{parts.pod.name}",
        f"How the ports of {parts.pod.name} are reached",
        _SERVICE,
        AnswerType.CHOICE,
        ((_SERVICE, "through a Service"), (_HOST, "on the node that runs the pod")),
    )
    return parts.questions.ask(question) == _HOST


def _in_words(ports: Sequence[int]) -> str:
    return f"port {ports[0]}" if len(ports) == 1 else f"ports {ports[0]} to {ports[-1]}"


def _put_on_host(parts: ContainerParts, port: PublishedPort, published: Sequence[int], to: str) -> Note:
    pairs = [
        (_entry(parts, target, port.protocol), outer) for target, outer in zip(port.targets, published, strict=True)
    ]
    if any(entry.get("hostPort", outer) != outer for entry, outer in pairs):
        return left("A port of a container has one port of the node, and it has one already.")
    for entry, outer in pairs:
        entry["hostPort"] = outer
    return different(
        to, f"In front of the container's {_in_words(port.targets)}, the node that runs it has {_in_words(published)}."
    )
