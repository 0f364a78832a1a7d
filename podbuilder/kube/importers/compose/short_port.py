"""The short form of a port: `[address:][published:]target[/protocol]`, also with ranges.

Mirrors ParsePortConfig of compose-go v2.9.1 (types/types.go), with docker/go-connections v0.6.0 (nat).
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from podbuilder.kube.core.limits import MAX_COMPOSE_RANGE
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.compose.problem import UnreadableValue

_PROTOCOLS = ("tcp", "udp", "sctp")
_HIGHEST = 65535


def long_ports(value: Any) -> list[dict[str, Any]]:
    """The ports that a short or a long form makes, in their long form."""
    if isinstance(value, dict):
        return [value]
    if isinstance(value, float):
        raise UnreadableValue("This must be a port, such as 8080:80, in quotes.")
    address, published, target = _parts(str(value))
    target, _, protocol = target.partition("/")
    protocol = protocol.lower() or "tcp"
    if not target or protocol not in _PROTOCOLS:
        raise UnreadableValue("This must be a port of the container with tcp, udp or sctp, such as 8080:80/tcp.")
    start, end = _port_range(target)
    host_start, host_end = _port_range(published) if published else (0, 0)
    if published and end - start != host_end - host_start and end != start:
        raise UnreadableValue("The two ranges of ports must be equally long.")
    if end - start >= MAX_COMPOSE_RANGE:
        raise UnreadableValue(f"This range has more than {MAX_COMPOSE_RANGE:,} ports.")
    host = {"host_ip": _address(address)} if address else {}
    ports = []
    for step in range(end - start + 1):
        at = {} if not published else {"published": f"{host_start + step}"}
        if at and start == end and host_start != host_end:
            at["published"] = f"{host_start}-{host_end}"
        ports.append({"mode": "ingress", **host, "target": start + step, **at, "protocol": protocol})
    # sic: they are sorted as texts.
    return sorted(ports, key=lambda port: f"{port['target']}/{protocol}")


def _parts(text: str) -> tuple[str, str, str]:
    rest, _, target = text.rpartition(":")
    address, _, published = rest.rpartition(":")
    return address, published, target


def _port_range(text: str) -> tuple[int, int]:
    ends = [_port(part) for part in text.split("-")[:2]]
    if ends[-1] < ends[0]:
        raise UnreadableValue("This range of ports ends before it begins.")
    return ends[0], ends[-1]


def _port(text: str) -> int:
    port = whole_number(text, _HIGHEST)
    if port is None:
        raise UnreadableValue(f"A port must be a number from 0 to {_HIGHEST}.")
    return port


def _address(text: str) -> str:
    text = text[1:-1] if text[0] == "[" and text[-1] == "]" else text
    try:
        if "%" not in text:
            ip_address(text)
            return text
    except ValueError:
        pass
    raise UnreadableValue("What stands before the ports must be an IP address.")
