"""Ports of containers: declared ones, and those that lead in from the machine."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, nothing
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport


def add_ports(one: ContainerExport) -> None:
    """The ports of all containers that share the network; whoever has it declares them."""
    if not one.is_main:
        return
    for container in (one.whole.main, *one.whole.others):
        for number, port in enumerate((container.container.get("ports") or []) if container else ()):
            if container and port.get("containerPort"):
                _add(one, container.path.child("ports").index(number), port, container == one.whole.main)


def _add(one: ContainerExport, path: Any, port: dict[str, Any], is_own: bool) -> None:
    protocol = port.get("protocol", "TCP").lower()
    inner = f"{port['containerPort']}" + ("" if protocol == "tcp" else f"/{protocol}")
    outer, on_host = port.get("hostPort"), bool(one.spec.get("hostNetwork"))
    to = "--publish" if outer and not on_host else "--expose"
    if "name" in port:
        one.say(
            path.child("name"), nothing("Ports have no names there; probes and Services that use it have the number.")
        )
    if "protocol" in port:
        one.say(path.child("protocol"), _note(to, is_own))
    if not outer or on_host:
        one.carry(path.child("containerPort"), "expose", inner, _note("--expose", is_own))
        if outer:
            says = "With the network of the host, the program takes the machine's port itself."
            one.say(path.child("hostPort"), different("--network", says))
        return
    address = port.get("hostIP", "")
    shown = f"[{address}]" if ":" in address else address
    one.carry(
        path.child("containerPort"), "publish", f"{shown + ':' if shown else ''}{outer}:{inner}", _note(to, is_own)
    )
    one.say(path.child("hostPort"), _note(to, is_own))
    if address:
        one.say(path.child("hostIP"), _note(to, is_own))


def _note(to: str, is_own: bool) -> Note:
    return carried(to) if is_own else different(to, "The container whose network this one uses declares it.")
