"""The ports of a service: those of its container, and the Service in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, companion, different, left, refused
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote
from podbuilder.kube.importers.container_settings.imported_pod import ServicePort
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.container_settings.published_port import PortError, declare, expose

_HIGHEST = 65_535
_LOCAL = ("127.", "localhost", "::1")
_PROTOCOLS = ("tcp", "udp", "sctp")
_NAME_LENGTH = 15
_HAS_LETTER = re.compile(r"[a-z]")
_APP_PROTOCOL = re.compile(
    r"(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
)


def _ports(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, port in enumerate(value):
        yield (index,), _port(context, port)


def _port(context: KeyContext, port: Mapping[str, Any]) -> Note:
    target, protocol = port["target"], port["protocol"].lower()
    if not 0 < target <= _HIGHEST or protocol not in _PROTOCOLS:
        return refused("A port is a number from 1 to 65535, for tcp, udp or sctp.")
    try:
        to = declare(context.parts, target, protocol)
    except PortError as error:
        return left(str(error))
    entry = context.parts.container["ports"][context.parts.ports[target, protocol]]
    extras = [_set_name(context, entry, port.get("name") or ""), _clash(context, target, protocol)]
    note = _published(context, port, entry, to)
    return Note(note.outcome, note.to, " ".join(filter(None, (note.says, *extras))))


def _clash(context: KeyContext, target: int, protocol: str) -> str:
    """A sentence if another container of the pod has the same port."""
    others = (service for service in context.workload.services if service is not context.service)
    other = next((service.name for service in others if (target, protocol) in service.parts.ports), "")
    return f"In one pod {cut(other)} has this port, too; one of them has to use another one." if other else ""


def _set_name(context: KeyContext, entry: dict[str, Any], name: str) -> str:
    """Name a port; a sentence if the name had to change."""
    if not name or "name" in entry:
        return ""
    fitting = label(name, "port", _NAME_LENGTH)
    containers = context.workload.pod.containers
    taken = {port.get("name") for container in containers for port in container.get("ports", ())}
    if not _HAS_LETTER.search(fitting) or fitting in taken:
        return "Its name is not one that Kubernetes allows here, and was left out."
    entry["name"] = fitting
    return "" if fitting == name else "Its name was made one that Kubernetes allows."


def _published(context: KeyContext, port: Mapping[str, Any], entry: dict[str, Any], to: str) -> Note:
    service, target = context.service, port["target"]
    if service.workload.pod.spec.get("hostNetwork"):
        return different(to, "With the network of the host, nothing is published: the program takes the node's port.")
    first, dash, _ = str(port.get("published") or "").partition("-")
    outer = whole_number(first, _HIGHEST, 1) or target
    if (port.get("host_ip") or "").startswith(_LOCAL):
        forward = f"kubectl port-forward svc/{service.host} {outer}:{target}"
        if not context.plan.has_several:
            forward = f"kubectl port-forward pod/{service.workload.pod.name} {outer}:{target}"
        return different(to, f"It is published to the same machine only: {forward} does that.")
    if port.get("mode") == "host":
        return _on_host(context, entry, outer, to)
    if outer != target and (outer, port["protocol"].lower()) in _targets(context):
        return different(to, f"Other services reach another port of the container under the number {outer}.")
    app_protocol = port.get("app_protocol") or ""
    fits = _APP_PROTOCOL.fullmatch(app_protocol) is not None
    service.published.append(ServicePort(outer, target, port["protocol"].upper(), app_protocol if fits else ""))
    says = f"In front of the container's port {target} the Service has port {outer}."
    says += f" Of the ports {port['published']} it is the first." if dash else ""
    says += " Its application protocol is no name that Kubernetes allows." if app_protocol and not fits else ""
    return companion("Service", service.host, says)


def _targets(context: KeyContext) -> set[tuple[int, str]]:
    """The ports of the container itself, by which other services speak of it."""
    if not context.plan.has_several:
        return set()
    return {(port["target"], port["protocol"].lower()) for port in context.service.settings["ports"]}


def _on_host(context: KeyContext, entry: dict[str, Any], outer: int, to: str) -> Note:
    """A port of the node, of which a pod has each only once."""
    containers = (*context.workload.pod.inits, *context.workload.pod.containers)
    taken = {
        (port["hostPort"], port.get("protocol"))
        for container in containers
        for port in container.get("ports", ())
        if "hostPort" in port
    }
    if "hostPort" in entry or (outer, entry.get("protocol")) in taken:
        return left("A port of a container has one port of the node, and no two have the same.")
    entry["hostPort"] = outer
    return different(to, f"The node that runs the pod has port {outer}, so no two of its pods run on one node.")


def _expose(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, text in enumerate(value):
        yield (index,), _exposed(context, text)


def _exposed(context: KeyContext, text: str) -> Note:
    note = expose(context.parts, text)
    if note.outcome is Outcome.CARRIED and context.plan.has_several:
        says = f"Other services reach it through the Service {context.service.host}."
        return Note(note.outcome, note.to, says)
    return note


HANDLERS: dict[str, Handler] = {"ports": _ports, "expose": _expose}
