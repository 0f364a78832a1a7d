"""Shares of devices that many claims may have.

Mirrors consumable_capacity.go of dynamic-resource-allocation, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device
from podbuilder.kube.core.pod_requests import Amounts
from podbuilder.kube.core.quantity import ZERO, Quantity, parse


def shares(device: Device, wanted: Amounts) -> Amounts:
    """How much of each of the device's capacities a request takes, rounded to what the device gives out."""
    return {name: _share(wanted.get(name), each) for name, each in (device.content.get("capacity") or {}).items()}


def has_room(device: Device, wanted: Amounts, taken: Amounts) -> bool:
    """Whether the shares are allowed, and are left. Mirrors CmpRequestOverCapacity."""
    capacities = device.content.get("capacity") or {}
    if not wanted.keys() <= capacities.keys():
        return False
    for name, share in shares(device, wanted).items():
        if _breaks(share, capacities[name].get("requestPolicy")):
            return False
        if share + taken.get(name, ZERO) > parse(capacities[name]["value"]):
            return False
    return True


def _share(wanted: Quantity | None, capacity: Mapping[str, Any]) -> Quantity:
    """Mirrors calculateConsumedCapacity."""
    policy = capacity.get("requestPolicy") or {}
    if wanted is None:
        return parse(policy.get("default") or capacity["value"])
    lowest = (policy.get("validRange") or {}).get("min")
    if lowest is not None:
        return _in_range(wanted, parse(lowest), policy["validRange"].get("step"))
    for each in policy.get("validValues") or ():
        if wanted <= parse(each):
            return parse(each)
    return wanted


def _in_range(wanted: Quantity, lowest: Quantity, step: Any) -> Quantity:
    if wanted < lowest:
        return lowest
    if step is None:
        return wanted
    size = parse(step).value()
    steps = -(-(wanted.value() - lowest.value()) // size)
    return Quantity(lowest.value() + steps * size)


def _breaks(share: Quantity, policy: Mapping[str, Any] | None) -> bool:
    """Whether the device does not give out such a share. Mirrors violatesPolicy."""
    if not policy or (policy.get("default") is not None and share == parse(policy["default"])):
        return False
    valid = policy.get("validRange")
    if valid:
        if valid.get("max") is not None and share > parse(valid["max"]):
            return True
        lowest = parse(valid.get("min") or 0).value()
        return valid.get("step") is not None and (share.value() - lowest) % parse(valid["step"]).value() != 0
    values = policy.get("validValues") or ()
    return bool(values) and all(share != parse(each) for each in values)
