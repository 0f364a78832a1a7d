"""Services of Kubernetes, under the names by which the services of a Compose file find each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.importers.compose.services.dependency_keys import COMPLETED
from podbuilder.kube.importers.compose.services.imported_service import STATEFUL_SET, ImportedService, ServicePlan
from podbuilder.kube.importers.container_settings.imported_pod import APP_LABEL, ServicePort
from podbuilder.kube.importers.container_settings.object_names import service_name

_DNS_ROUND_ROBIN = "dnsrr"


def service_objects(plan: ServicePlan) -> Iterator[dict[str, Any]]:
    """The Services of all services, no two of one name."""
    taken: set[str] = set()
    for service in plan.services.values():
        for name, ports in _wanted(service, plan):
            if name not in taken:
                taken.add(name)
                yield _service(name, service, ports)


def _wanted(service: ImportedService, plan: ServicePlan) -> Iterator[tuple[str, list[ServicePort]]]:
    if service.is_init:
        return
    inner = list(dict.fromkeys(_inner_ports(service)))
    all_ports = _distinct([*inner, *service.published] if plan.has_several else service.published)
    if all_ports or _is_looked_for(service, plan):
        yield service.host, all_ports
    for alias in service.aliases:
        yield alias, inner
    container_name = service.settings.get("container_name") or ""
    name = service_name(container_name)
    if container_name in plan.mentioned and plan.hosts.get(name, service.name) == service.name:
        yield name, inner


def _inner_ports(service: ImportedService) -> Iterator[ServicePort]:
    """The ports that containers see of each other, which Compose's own networks lead to."""
    applications = {(port.target, port.protocol): port.app_protocol for port in service.published}
    for port in service.parts.container.get("ports", ()):
        target, protocol = port["containerPort"], port.get("protocol", "TCP")
        yield ServicePort(target, target, protocol, applications.get((target, protocol), ""))


def _distinct(ports: list[ServicePort]) -> list[ServicePort]:
    """The ports, of which the first of each number and protocol is kept."""
    found: dict[tuple[int, str], ServicePort] = {}
    for port in ports:
        found.setdefault((port.port, port.protocol), port)
    return list(found.values())


def _is_looked_for(service: ImportedService, plan: ServicePlan) -> bool:
    """Whether others know the name of a service that has no port: then it needs a headless Service."""
    if service.workload.kind == STATEFUL_SET and service is service.workload.services[0]:
        return True
    others = [other for other in plan.services.values() if other.workload is not service.workload]
    waits = any(_is_waited_for(service.name, other) for other in others)
    return waits or (bool(others) and service.name in plan.mentioned)


def _is_waited_for(name: str, other: ImportedService) -> bool:
    """Whether another service needs this one to be there, and not only to have ended."""
    return bool(other.settings.get("depends_on", {}).get(name, {}).get("condition", COMPLETED) != COMPLETED)


def _service(name: str, service: ImportedService, ports: list[ServicePort]) -> dict[str, Any]:
    is_headless = not ports or service.deploy.get("endpoint_mode") == _DNS_ROUND_ROBIN
    listed = {"ports": [port.as_document(len(ports) > 1) for port in ports]} if ports else {}
    spec = {
        "selector": {APP_LABEL: service.workload.pod.name},
        **({"clusterIP": "None"} if is_headless else {}),
        **listed,
    }
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name}, "spec": spec}
