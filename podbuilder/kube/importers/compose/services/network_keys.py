"""The keys about a service's network: whose it is, and the names under which services find each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, companion, different, left, nothing
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.key_context import (
    Handler,
    KeyContext,
    KeyNote,
    of_items,
    of_value,
    whole,
)
from podbuilder.kube.importers.container_settings import pod_network
from podbuilder.kube.importers.container_settings.object_names import service_name

SERVICE = "service:"
_CONTAINER = "container:"
_ONE_NETWORK = "All pods share one network, and find each other by the names of Services."
_ADDRESS = "A pod gets its address from the cluster; a Service gives it a lasting name and address."
_OF_NETWORKS = {
    **dict.fromkeys(("ipv4_address", "ipv6_address", "mac_address", "link_local_ips"), _ADDRESS),
    **dict.fromkeys(
        ("driver_opts", "priority", "gw_priority", "interface_name"),
        "A pod has one network, whose settings are the cluster's.",
    ),
}


def _network_mode(context: KeyContext, value: Any) -> list[KeyNote]:
    if note := _shared(context, value):
        return whole(note)
    return whole(pod_network.set_network(context.parts, value))


def _shared(context: KeyContext, value: str) -> Note | None:
    """What becomes of `service:x` and `container:x`; None for what is something else."""
    if not value.startswith((SERVICE, _CONTAINER)):
        return None
    name = value.partition(":")[2]
    if value.startswith(SERVICE) and context.mate(name):
        return different(
            f"Pod {context.workload.pod.name}", f"It is in one pod with {cut(name)}, whose containers share it."
        )
    return left("Only containers of one pod share this, and the other one is not in this pod.")


def _pid(context: KeyContext, value: Any) -> list[KeyNote]:
    note = _shared(context, value)
    if note is None:
        return whole(pod_network.share_with_host(context.parts, "hostPID", value))
    if note.to and not context.workload.pod.spec.get("hostPID"):
        to = context.workload.pod.set(("shareProcessNamespace",), True)
        note = different(to, "All containers of the pod see each other's processes.")
    return whole(note)


def _ipc(context: KeyContext, value: Any) -> list[KeyNote]:
    return whole(_shared(context, value) or pod_network.share_with_host(context.parts, "hostIPC", value))


def _uts(context: KeyContext, value: Any) -> list[KeyNote]:
    return whole(_shared(context, value) or pod_network.set_uts(context.parts, value))


def _networks(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for name, settings in value.items():
        if not settings:
            yield (name,), nothing(_ONE_NETWORK)
        for key, below in (settings or {}).items():
            yield from _of_network(context, (name, key), key, below)


def _of_network(context: KeyContext, at: tuple[str, str], key: str, value: Any) -> Iterator[KeyNote]:
    if key in _OF_NETWORKS:
        yield at, left(_OF_NETWORKS[key])
    elif not value:
        yield at, nothing(_ONE_NETWORK)
    else:
        for index, alias in enumerate(value):
            yield (*at, index), add_alias(context, alias)


def add_alias(context: KeyContext, alias: str) -> Note:
    """One more name of the service."""
    name = service_name(alias)
    if context.service.is_init or context.workload.pod.spec.get("hostNetwork"):
        return left("Nobody reaches this container by a name of its own.")
    owner = context.plan.hosts.setdefault(name, context.service.name)
    if owner != context.service.name:
        return left(f"The name leads to {cut(owner)}; a Service of Kubernetes leads to one of them only.")
    if name not in context.service.aliases:
        context.service.aliases.append(name)
    says = "Other pods find this one by the name."
    return companion("Service", name, says if name == alias else f"{says} It was made one that Kubernetes allows.")


def _links(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, link in enumerate(value):
        yield (index,), _link(context, link)


def _link(context: KeyContext, link: str) -> Note:
    name, _, alias = link.partition(":")
    other = context.plan.services.get(name)
    if other is None:
        return left("This service is not among those that are taken over.")
    if context.mate(name):
        return nothing(f"It is in one pod with {cut(name)}: the other's ports are on localhost.")
    if not alias or alias == name:
        return companion("Service", other.host, "It leads to the other service.")
    return add_alias(KeyContext(other, context.plan, ("links",)), alias)


def _extra_hosts(context: KeyContext, value: Mapping[str, Any]) -> Iterator[KeyNote]:
    for name, addresses in value.items():
        for address in addresses:
            yield (name,), pod_network.add_host_alias(context.parts, name.lower(), address)


HANDLERS: dict[str, Handler] = {
    "dns": of_items(pod_network.add_name_server),
    "dns_opt": of_items(pod_network.add_dns_option),
    "dns_search": of_items(pod_network.add_search_domain),
    "extra_hosts": _extra_hosts,
    "hostname": of_value(pod_network.set_host_name),
    "ipc": _ipc,
    "links": _links,
    "network_mode": _network_mode,
    "networks": _networks,
    "pid": _pid,
    "uts": _uts,
}
