"""Ports of containers: declared ones, and those that lead in from the machine, where a Service led in before."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, nothing
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport
from podbuilder.kube.exporters.service_ports import PublishedService, services_of

Services = list[PublishedService]
_ON_MACHINE = "Its ports are ports of the machine, where no other program may have them."


def add_ports(one: ContainerExport) -> None:
    """The ports of all containers that share the network; whoever has it declares them."""
    if not one.is_main:
        return
    services = list(services_of(one.whole.file, one.whole.source))
    for container in (one.whole.main, *one.whole.others):
        for number, port in enumerate((container.container.get("ports") or []) if container else ()):
            if container and port.get("containerPort"):
                _add(one, container.path.child("ports").index(number), port, container == one.whole.main, services)


def _add(one: ContainerExport, path: FieldPath, port: dict[str, Any], is_own: bool, services: Services) -> None:
    protocol, on_host = port.get("protocol", "TCP"), bool(one.spec.get("hostNetwork"))
    inner = f"{port['containerPort']}" + ("" if protocol == "TCP" else f"/{protocol.lower()}")
    outer = [] if on_host else [*_of_host(port), *_of_services(one, port, protocol, services)]
    to = "--publish" if outer else "--expose"
    for published in outer:
        one.flag("publish", f"{published}:{inner}")
    if not outer:
        one.flag("expose", inner)
    one.say(path.child("containerPort"), _note(to, is_own))
    if "hostPort" in port and on_host:
        says = "With the network of the host, the program takes the machine's port itself."
        one.say(path.child("hostPort"), different("--network", says))
    for field in ("hostPort", "hostIP", "protocol"):
        if field in port:
            one.say(path.child(field), _note(to, is_own))
    if "name" in port:
        says = "Ports have no names there; probes and Services that use it have the number."
        one.say(path.child("name"), nothing(says))


def _of_host(port: dict[str, Any]) -> list[str]:
    """The port of the machine that the pod itself asks for."""
    address = port.get("hostIP", "")
    shown = f"[{address}]:" if ":" in address else f"{address}:" if address else ""
    return [f"{shown}{port['hostPort']}"] if port.get("hostPort") else []


def _of_services(one: ContainerExport, port: dict[str, Any], protocol: str, services: Services) -> list[str]:
    """The ports of Services beside the pod that lead to this one."""
    found = []
    for service in services:
        for target in dict.fromkeys((port["containerPort"], port.get("name", ""))):
            for number in service.ports.get((target, protocol), ()):
                found += [str(number)] if number != port.get("hostPort") else []
                one.whole.used.setdefault(("Service", service.name), different("--publish", _ON_MACHINE))
    return found


def _note(to: str, is_own: bool) -> Note:
    return carried(to) if is_own else different(to, "The container whose network this one uses declares it.")
