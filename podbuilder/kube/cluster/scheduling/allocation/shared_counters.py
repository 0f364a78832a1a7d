"""Counters that the devices of a pool share, so that parts of one card exclude each other.

Mirrors checkAvailableCounters of dynamic-resource-allocation, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.scheduling.allocation.allocated_devices import AllocatedDevices, add, subtract
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, Pool, values_of
from podbuilder.kube.core.pod_requests import Amounts
from podbuilder.kube.core.quantity import ZERO


class SharedCounters:
    """What is left of the counters of one pool."""

    def __init__(self, pool: Pool, allocated: AllocatedDevices) -> None:
        self._left = {name: dict(counters) for name, counters in pool.counters.items()}
        for device in (*pool.devices, *pool.elsewhere):
            if allocated.has(device.id):
                for name, used in _used(device):
                    subtract(self._left[name], used)

    def take(self, device: Device) -> bool:
        """Count the device in, unless some counter of the pool would then be short."""
        for name, used in _used(device):
            subtract(self._left[name], used)
        if any(amount < ZERO for counters in self._left.values() for amount in counters.values()):
            self.give_back(device)
            return False
        return True

    def give_back(self, device: Device) -> None:
        for name, used in _used(device):
            add(self._left[name], used)


def _used(device: Device) -> Iterator[tuple[str, Amounts]]:
    for each in device.content.get("consumesCounters") or ():
        yield str(each.get("counterSet")), values_of(each.get("counters"))
