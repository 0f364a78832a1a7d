"""The devices that claims have already. Mirrors allocateddevices.go of the scheduler's DynamicResources, v1.36."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from podbuilder.kube.cluster.scheduling.allocation.device_capacity import shares
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, DeviceId
from podbuilder.kube.cluster.scheduling.allocation.device_requests import DeviceRequest
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import Amounts, amounts
from podbuilder.kube.core.quantity import ZERO


class Chosen(NamedTuple):
    """A device that was found for a request."""

    request: DeviceRequest
    device: Device


class AllocatedDevices:
    """Which devices are taken as a whole, and how much is taken of those that claims share."""

    def __init__(self, claims: Iterable[Object]) -> None:
        self.whole: set[DeviceId] = set()
        self.shares: dict[DeviceId, Amounts] = {}
        for claim in claims:
            allocation = (claim.get("status") or {}).get("allocation") or {}
            for result in (allocation.get("devices") or {}).get("results") or ():
                # Who only administers a device leaves it to others.
                if result.get("adminAccess"):
                    continue
                id = DeviceId(*(str(result.get(key, "")) for key in ("driver", "pool", "device")))
                if result.get("shareID") is None:
                    self.whole.add(id)
                else:
                    add(self.shares.setdefault(id, {}), amounts(result.get("consumedCapacity")))

    def copy(self) -> AllocatedDevices:
        """The same, which can take more."""
        other = AllocatedDevices(())
        other.whole = set(self.whole)
        other.shares = {id: dict(each) for id, each in self.shares.items()}
        return other

    def take(self, found: Iterable[Chosen]) -> None:
        """A claim gets what was found for it."""
        for request, device in found:
            if request.is_admin:
                continue
            if device.is_shared:
                add(self.shares.setdefault(device.id, {}), shares(device, request.capacity))
            else:
                self.whole.add(device.id)

    def has(self, id: DeviceId) -> bool:
        """Whether any claim has the device, or a share of it."""
        return id in self.whole or id in self.shares


def add(total: Amounts, more: Amounts) -> None:
    for name, amount in more.items():
        total[name] = total.get(name, ZERO) + amount


def subtract(total: Amounts, less: Amounts) -> None:
    for name, amount in less.items():
        total[name] = total.get(name, ZERO) - amount
