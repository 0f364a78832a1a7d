"""What the devices of one claim must have in common, or must not.

Mirrors matchAttributeConstraint and distinctAttributeConstraint of dynamic-resource-allocation, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device
from podbuilder.kube.cluster.scheduling.allocation.device_requests import DeviceRequest

Attribute = Mapping[str, Any]


class AttributeConstraint:
    """The devices of some requests, or of all, have the same value of an attribute."""

    def __init__(self, attribute: str, requests: list[str]) -> None:
        self._attribute = attribute
        self._requests = frozenset(requests)
        self._devices: list[tuple[str, Attribute]] = []

    def add(self, request: DeviceRequest, device: Device) -> bool:
        """Take a device in, unless it breaks the constraint."""
        if not self._concerns(request):
            return True
        attribute = attribute_of(device, self._attribute)
        if attribute is None or not self._admits(attribute):
            return False
        self._devices.append((request.base_name, attribute))
        return True

    def remove(self, request: DeviceRequest) -> None:
        """Take the latest device out again."""
        if self._concerns(request):
            self._devices.pop()

    def _concerns(self, request: DeviceRequest) -> bool:
        return not self._requests or not self._requests.isdisjoint(request.names)

    def _admits(self, attribute: Attribute) -> bool:
        return not self._devices or attribute == self._devices[0][1]


class DistinctConstraint(AttributeConstraint):
    """No two of the devices have the same value. sic: of a request with several, the latest alone is compared."""

    def _admits(self, attribute: Attribute) -> bool:
        return attribute not in dict(self._devices).values()


def attribute_of(device: Device, name: str) -> Attribute | None:
    """An attribute by its full name; the driver's own may stand without the driver's domain."""
    attributes = device.content.get("attributes") or {}
    domain, _, own = name.partition("/")
    found: Attribute | None = attributes.get(name)
    if found is None and domain == device.id.driver:
        found = attributes.get(own)
    return found


def constraint_of(content: Mapping[str, Any]) -> AttributeConstraint:
    """A claim's constraint, ready to take devices in."""
    requests = list(content.get("requests") or ())
    if content.get("matchAttribute"):
        return AttributeConstraint(str(content["matchAttribute"]), requests)
    return DistinctConstraint(str(content.get("distinctAttribute", "")), requests)
