"""The defaults of requests and limits, and every quantity in the form the server prints."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import pod_requests, quantity
from podbuilder.kube.core.quantity import QuantityError
from podbuilder.kube.defaulting.schema_walk import Node


def set_defaults_requests(container: Node) -> None:
    """Where only a limit is given, the request is the same. Mirrors SetDefaults_Pod, Kubernetes v1.36."""
    own = container["resources"]
    if own.get("limits"):
        own["requests"] = {**own.get("requests", {}), **_missing(own["limits"], own.get("requests", {}))}


def set_defaults_pod_level(spec: Node) -> None:
    """A pod's own requests and limits, where it names some.

    Its limits of huge pages are the sum of its containers' limits; its requests are the sum of their requests, or its
    limits where they request nothing. Mirrors defaultHugePagePodLimits and defaultPodRequests, Kubernetes v1.36.
    """
    own = spec.get("resources")
    if not own or not (own.get("limits") or own.get("requests")):
        return
    limits, requests = dict(own.get("limits") or {}), dict(own.get("requests") or {})
    for name, amount in pod_requests.aggregate(spec, "limits").items():
        if name.startswith(pod_requests.HUGEPAGES_PREFIX) and name not in requests:
            limits.setdefault(name, amount.canonical())
    if limits:
        own["limits"] = limits
        asked = pod_requests.aggregate(spec, "requests")
        for name in (pod_requests.CPU, pod_requests.MEMORY):
            if name in asked:
                requests.setdefault(name, asked[name].canonical())
        for name, value in limits.items():
            if pod_requests.is_pod_level(name):
                requests.setdefault(name, value)
    if requests:
        own["requests"] = requests


def settle_resources(holder: Node) -> None:
    """Write the quantities of an object's `resources` as the server does."""
    own = holder.get("resources")
    if own:
        for side in ("limits", "requests"):
            if own.get(side):
                own[side] = settle_list(own[side])


def settle_list(values: dict[str, Any]) -> dict[str, str]:
    """A resource list in canonical form, rounded up to thousandths. Mirrors SetDefaults_ResourceList."""
    return {name: _rounded(value) for name, value in values.items()}


def settle_quantity(holder: Node, field: str) -> None:
    """Write the quantity of one field as the server does, which rounds up only in resource lists."""
    if field in holder:
        holder[field] = _canonical(holder[field])


def _missing(values: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in there}


def _rounded(value: Any) -> Any:
    try:
        return quantity.parse(value).round_up(quantity.MILLI).canonical()
    except QuantityError:
        return value


def _canonical(value: Any) -> Any:
    try:
        return quantity.parse(value).canonical()
    except QuantityError:
        return value
