"""Networks that keep services apart, as NetworkPolicies, for those who want them: by default all pods reach each other.

The pods of a network bear its label. Traffic from outside reaches the ports that are published; what has internal
networks only reaches nobody outside of them but the cluster's name server.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.importers.compose.services.imported_service import ServicePlan, Workload
from podbuilder.kube.importers.container_settings.imported_pod import APP_LABEL
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.question import AnswerType, Question

_DEFAULT = "default"
_NONE, _NETWORKS = "none", "networks"
_OF_NETWORK = "compose.network/"
_API_VERSION = "networking.k8s.io/v1"
_DNS = [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]
QUESTION = Question(
    "policies",
    "How networks are kept apart",
    _NONE,
    AnswerType.CHOICE,
    ((_NONE, "not at all: all pods reach each other"), (_NETWORKS, "by NetworkPolicies, where the cluster heeds them")),
)


def networks_of(workload: Workload) -> list[str]:
    """The networks of a pod; those of its containers are one."""
    found: dict[str, None] = {}
    for service in workload.services:
        if not service.settings.get("network_mode"):
            found.update(dict.fromkeys(service.settings.get("networks") or (_DEFAULT,)))
    return list(found)


def are_wanted(plan: ServicePlan) -> bool:
    """Whether somebody wants NetworkPolicies, which is asked where the file has something to keep apart."""
    used = {network for workload in plan.workloads for network in networks_of(workload)}
    is_internal = any((plan.file.networks.get(network) or {}).get("internal") for network in used)
    if len(used) < 2 and not is_internal:
        return False
    plan.questions.place = "networks"
    return plan.questions.ask(QUESTION) == _NETWORKS


def network_policies(plan: ServicePlan) -> Iterator[dict[str, Any]]:
    """The policies; the pods get the labels that these select by."""
    for workload in plan.workloads:
        labels = workload.pod.metadata.setdefault("labels", {})
        labels.update({_key(network): "true" for network in networks_of(workload)})
    used = dict.fromkeys(network for workload in plan.workloads for network in networks_of(workload))
    for network in used:
        peers = {"podSelector": {"matchLabels": {_key(network): "true"}}}
        yield _policy(f"network-{network}", peers["podSelector"], {"ingress": [{"from": [peers]}]})
    for workload in plan.workloads:
        yield from _of_workload(workload, plan)


def _of_workload(workload: Workload, plan: ServicePlan) -> Iterator[dict[str, Any]]:
    selector = {"matchLabels": {APP_LABEL: workload.pod.name}}
    published = [port for service in workload.services for port in service.published]
    if published:
        ports = list(dict.fromkeys((port.target, port.protocol) for port in published))
        rule = {"ports": [{"port": port, "protocol": protocol} for port, protocol in ports]}
        yield _policy(f"{workload.pod.name}-published", selector, {"ingress": [rule]})
    networks = networks_of(workload)
    if networks and all((plan.file.networks.get(network) or {}).get("internal") for network in networks):
        peers = [{"podSelector": {"matchLabels": {_key(network): "true"}}} for network in networks]
        yield _policy(f"{workload.pod.name}-inside", selector, {"egress": [{"to": peers}, {"ports": _DNS}]})


def _key(network: str) -> str:
    return f"{_OF_NETWORK}{label(network)}"


def _policy(name: str, selector: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any]:
    types = [kind.capitalize() for kind in rules]
    spec = {"podSelector": selector, "policyTypes": types, **rules}
    return {"apiVersion": _API_VERSION, "kind": "NetworkPolicy", "metadata": {"name": label(name)}, "spec": spec}
