"""The network of a pod: its host name, names of others, and whose network it is."""

from __future__ import annotations

import ipaddress
import re

from podbuilder.kube.conversion_report.note import (
    Note,
    carried,
    companion,
    different,
    left,
    nothing,
    refused,
)
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.object_names import label, service_name

_MOST_SERVERS = 3
_HOST_NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?){0,30}")


def set_host_name(parts: ContainerParts, name: str) -> Note:
    """The name that the pod's programs see as their host's."""
    first, dot, _ = name.partition(".")
    fitting = label(first, parts.pod.name)
    to = parts.pod.set(("hostname",), fitting)
    if dot:
        return different(
            to, "Only its first part is the host name. The rest needs a subdomain with a headless Service."
        )
    return carried(to) if fitting == name else different(to, "It was made one that Kubernetes allows.")


def add_host(parts: ContainerParts, text: str) -> Note:
    """A name and its address, `name:ip` or `name=ip`."""
    name, equals, address = text.partition("=")
    if not equals:
        name, _, address = text.partition(":")
    return add_host_alias(parts, name, address)


def add_host_alias(parts: ContainerParts, name: str, address: str) -> Note:
    """A name and its address."""
    if address == "host-gateway":
        return left(
            "The address of the node is not known before. A variable from status.hostIP holds it: valueFrom.fieldRef."
        )
    try:
        ip = str(ipaddress.ip_address(address.strip("[]").replace("%", " ")))
    except ValueError:
        return refused("This needs a name and an IP address, such as db:10.0.0.5.")
    if not _HOST_NAME.fullmatch(name):
        return refused("A host name is made of lower-case letters, digits, dashes and dots.")
    aliases = parts.pod.spec.setdefault("hostAliases", [])
    entry = next((one for one in aliases if one["ip"] == ip), None)
    if entry is None:
        entry = {"ip": ip, "hostnames": []}
        aliases.append(entry)
    entry["hostnames"].append(name)
    return carried(f"spec.hostAliases[{aliases.index(entry)}]")


def add_name_server(parts: ContainerParts, address: str) -> Note:
    """A DNS server."""
    try:
        # An address with a zone is one of a single machine.
        ip = str(ipaddress.ip_address(address.replace("%", " ")))
    except ValueError:
        return refused("A DNS server is an IP address.")
    servers = parts.pod.spec.setdefault("dnsConfig", {}).setdefault("nameservers", [])
    if ip not in servers and len(servers) == _MOST_SERVERS:
        return left(f"Kubernetes takes at most {_MOST_SERVERS} DNS servers.")
    if ip not in servers:
        servers.append(ip)
    to = f"spec.dnsConfig.nameservers[{servers.index(ip)}]"
    return different(
        to,
        "It is asked after the cluster's own server, not in its place. dnsPolicy None would lose the cluster's names.",
    )


def add_search_domain(parts: ContainerParts, domain: str) -> Note:
    """A domain in which short names are looked up; `.` means none."""
    if domain == ".":
        return left("The cluster's own search domains stay, so that Services are found by their names.")
    if not _HOST_NAME.fullmatch(domain.rstrip(".")):
        return refused("A search domain is made of lower-case letters, digits, dashes and dots.")
    domains = parts.pod.spec.setdefault("dnsConfig", {}).setdefault("searches", [])
    if domain not in domains:
        domains.append(domain)
    return carried(f"spec.dnsConfig.searches[{domains.index(domain)}]")


def add_dns_option(parts: ContainerParts, text: str) -> Note:
    """An option of the resolver, `ndots:2`."""
    name, colon, value = text.partition(":")
    if not name:
        return refused("An option of the resolver has a name, such as ndots:2.")
    options = parts.pod.spec.setdefault("dnsConfig", {}).setdefault("options", [])
    options.append({"name": name, **({"value": value} if colon else {})})
    return carried(f"spec.dnsConfig.options[{len(options) - 1}]")


def set_network(parts: ContainerParts, text: str) -> Note:
    """A network of docker: `host`, `none`, `bridge`, or one of somebody's own, also as `name=…,alias=…`."""
    options = dict(item.partition("=")[::2] for item in text.split(",")) if "=" in text else {"name": text}
    name = options.get("name", "")
    aliases = [item.partition("=")[2] for item in text.split(",") if item.startswith("alias=")]
    for alias in aliases:
        add_alias(parts, alias)
    if name == "host":
        parts.pod.set(("dnsPolicy",), "ClusterFirstWithHostNet")
        return carried(parts.pod.set(("hostNetwork",), True))
    if name == "none":
        parts.pod.companion(*no_network(parts.pod.name))
        _select(parts)
        return companion(
            "NetworkPolicy", parts.pod.name, "It forbids all traffic, where the cluster's network heeds policies."
        )
    if name in ("bridge", "default", "slirp4netns", "pasta", "private", ""):
        return nothing("Every pod has an address of its own in the cluster's network.")
    says = "Pods share one network and find each other by the names of Services; a NetworkPolicy separates them."
    if aliases:
        return companion("Service", service_name(aliases[0]), says)
    if set(options) - {"name", "alias"}:
        return left(f"{says} An address or an option of docker's network cannot be taken over.")
    return nothing(says)


def _select(parts: ContainerParts) -> None:
    parts.pod.metadata.setdefault("labels", {})["app"] = parts.pod.name


def no_network(name: str) -> tuple[str, str, dict[str, object]]:
    """The kind, name and content of a NetworkPolicy that forbids all traffic of a pod."""
    spec = {"podSelector": {"matchLabels": {"app": name}}, "policyTypes": ["Ingress", "Egress"]}
    return "NetworkPolicy", name, {"apiVersion": "networking.k8s.io/v1", "spec": spec}


def add_alias(parts: ContainerParts, name: str) -> Note:
    """One more name under which other pods find this one."""
    service = service_name(name)
    if service not in parts.pod.aliases:
        parts.pod.aliases.append(service)
    says = "Other pods find this one by its name."
    return companion("Service", service, says if service == name else f"{says} It was made one that Kubernetes allows.")


def share_with_host(parts: ContainerParts, field: str, value: str) -> Note:
    """Whether processes (hostPID) or shared memory (hostIPC) are the host's."""
    if value == "host":
        return carried(parts.pod.set((field,), True))
    return nothing("That is how it is in a pod anyway.")


def set_uts(parts: ContainerParts, value: str) -> Note:
    """Whether the host name is the host's."""
    if value != "host":
        return nothing("A pod has a host name of its own.")
    to = "spec.hostNetwork"
    if parts.pod.spec.get("hostNetwork"):
        return different(to, "With the network of the host, a pod has the host's name, too.")
    return left("A pod has the host's name only with the network of the host: hostNetwork.")
