"""Which nodes reach the devices of a claim.

Mirrors createNodeSelector of dynamic-resource-allocation/structured, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device

_FIELDS = ("matchFields", "matchExpressions")


def node_selector(devices: Iterable[Device]) -> Mapping[str, Any] | None:
    """The selector of the nodes that reach all of the devices; None if every node does."""
    term: dict[str, list[Any]] = {}
    for device in devices:
        if device.place.get("nodeName"):
            own = {"key": "metadata.name", "operator": "In", "values": [device.place["nodeName"]]}
            return {"nodeSelectorTerms": [{"matchFields": [own]}]}
        # A slice's selector has exactly one term.
        for selector in (device.place.get("nodeSelector") or {}).get("nodeSelectorTerms") or ():
            for field in _FIELDS:
                wanted = term.setdefault(field, [])
                wanted.extend(each for each in selector.get(field) or () if each not in wanted)
    return {"nodeSelectorTerms": [term]} if any(term.values()) else None


def is_of_one_node(device: Device) -> bool:
    """Whether no other node is concerned when the device is taken."""
    return bool(device.place.get("nodeName")) and not device.content.get("consumesCounters")
