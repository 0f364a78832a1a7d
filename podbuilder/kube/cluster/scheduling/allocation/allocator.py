"""The search for devices that satisfy all claims of a pod on one node.

Mirrors Allocate of dynamic-resource-allocation/structured, Kubernetes v1.36: claims, requests, alternatives and devices
in their order, with one step back wherever it comes to a dead end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from podbuilder.kube.cluster.scheduling.allocation.allocated_devices import AllocatedDevices, Chosen, add, subtract
from podbuilder.kube.cluster.scheduling.allocation.device_capacity import has_room, shares
from podbuilder.kube.cluster.scheduling.allocation.device_constraints import AttributeConstraint, constraint_of
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, DeviceId, Pool
from podbuilder.kube.cluster.scheduling.allocation.device_requests import DeviceRequest, claim_error, requests_of
from podbuilder.kube.cluster.scheduling.allocation.shared_counters import SharedCounters
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.scheduling.taints import KEEP_AWAY, tolerates
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.limits import MAX_ALLOCATION_STEPS
from podbuilder.kube.core.pod_requests import Amounts

_MOST_DEVICES = 32
# Whether a device is one that a request of a claim selects, by the selectors of the request and of its class.
Selects = Callable[[Object, DeviceRequest, Device], bool]


class _TooMany(Exception):
    """The claim would get more devices than a claim can have."""


class Allocator:
    """One search. It changes only itself, and is used once."""

    def __init__(
        self, claims: Sequence[Object], pools: Sequence[Pool], allocated: AllocatedDevices, selects: Selects
    ) -> None:
        self._claims = claims
        self._pools = pools
        self._allocated = allocated
        self._selects = selects
        self._requests = [list(requests_of(each)) for each in claims]
        self._constraints = [_constraints(each) for each in claims]
        self._places = [(pool, device) for pool in pools for device in pool.devices]
        self._counters: dict[tuple[str, str], SharedCounters] = {}
        self._all: dict[tuple[int, str], list[tuple[Pool, Device]]] = {}
        self._chosen: list[list[Chosen]] = [[] for _ in claims]
        # For each claim what it gets, once that is found.
        self.found: list[list[Chosen]] = []
        self._whole: dict[DeviceId, list[int]] = {}
        self._shares: dict[DeviceId, Amounts] = {}
        self.steps = 0

    def succeeds(self) -> bool:
        """Whether there are devices for all claims (CycleError for claims that end the attempt, NotJudged if the
        search takes too long)."""
        for index, claim in enumerate(self._claims):
            least = sum(min(self._number(index, each) for each in options) for options in self._requests[index])
            if least > _MOST_DEVICES:
                raise claim_error(
                    claim, f": number of requested devices {least} exceeds the claim limit of {_MOST_DEVICES}"
                )
        return self._claim(0)

    @property
    def invalid_pool(self) -> Pool | None:
        """A pool that could not be used because its slices contradict each other."""
        return next((each for each in self._pools if each.is_invalid), None)

    def _number(self, claim: int, request: DeviceRequest) -> int:
        """How many devices a request takes; for all of them, they are found first."""
        if not request.takes_all:
            return request.number
        for pool in self._pools:
            if not pool.is_usable:
                state = "being updated" if pool.is_incomplete else "invalid"
                text = f"asks for all devices, but resource pool {pool.driver}/{pool.name} is currently {state}"
                raise claim_error(self._claims[claim], f", request {request.name}: {text}")
        found = [place for place in self._places if self._is_right(claim, request, place[1])]
        self._all[claim, request.full_name] = found
        return len(found)

    def _is_right(self, claim: int, request: DeviceRequest, device: Device) -> bool:
        if not self._selects(self._claims[claim], request, device) or not device.is_reached:
            return False
        taken: Amounts = {}
        for held in (self._allocated.shares, self._shares):
            add(taken, held.get(device.id, {}))
        return has_room(device, request.capacity, taken)

    def _claim(self, claim: int) -> bool:
        if claim < len(self._claims):
            return self._request(claim, 0)
        self.found = [list(each) for each in self._chosen]
        return True

    def _request(self, claim: int, index: int) -> bool:
        """The request and all that come after it."""
        if index == len(self._requests[claim]):
            return self._claim(claim + 1)
        options = self._requests[claim][index]
        too_many = 0
        for option in options:
            try:
                if self._devices(claim, index, option, 0, 0):
                    return True
            except _TooMany:
                too_many += 1
        if too_many == len(options):
            # An alternative before this request took more than it must: the next one is tried.
            raise _TooMany
        return False

    def _devices(self, claim: int, index: int, request: DeviceRequest, taken: int, start: int) -> bool:
        """The further devices of a request, from a place on, and all that comes after it."""
        self.steps += 1
        if self.steps > MAX_ALLOCATION_STEPS:
            raise NotJudged("The claims can be met in too many ways to try them all.")
        number = len(self._all[claim, request.full_name]) if request.takes_all else request.number
        if request.takes_all and not number:
            return False
        if taken == number:
            return self._request(claim, index + 1)
        if len(self._chosen[claim]) + number - taken > _MOST_DEVICES:
            raise _TooMany
        within = self._all[claim, request.full_name][: taken + 1] if request.takes_all else self._places
        start = taken if request.takes_all else start
        for place, (pool, device) in enumerate(within[start:], start):
            if not request.takes_all and not self._is_open(claim, request, device):
                continue
            if not self._take(claim, request, pool, device):
                continue
            try:
                if self._devices(claim, index, request, taken + 1, place + 1):
                    return True
            finally:
                # What is found is not asked for, so it can be given back even then.
                self._give_back(claim, request, pool, device)
        return False

    def _is_open(self, claim: int, request: DeviceRequest, device: Device) -> bool:
        """Whether the device is right for the request, and not taken."""
        return not self._is_taken(claim, request, device) and self._is_right(claim, request, device)

    def _is_taken(self, claim: int, request: DeviceRequest, device: Device) -> bool:
        if request.is_admin:
            return claim in self._whole.get(device.id, ())
        return device.id in self._allocated.whole or bool(self._whole.get(device.id))

    def _take(self, claim: int, request: DeviceRequest, pool: Pool, device: Device) -> bool:
        """Mirrors allocateDevice. A device of a request for all that breaks a constraint ends the attempt."""
        if self._is_taken(claim, request, device):
            return False
        is_in_use = device.id in self._allocated.shares or device.id in self._shares
        counters = self._counters_of(pool) if device.content.get("consumesCounters") else None
        counts = counters is not None and not (device.is_shared and is_in_use)
        if counters is not None and counts and not counters.take(device):
            return False
        taken: list[AttributeConstraint] = []
        is_fine = not _keeps_away(device, request)
        for constraint in self._constraints[claim] if is_fine else ():
            if not constraint.add(request, device):
                is_fine = False
                if request.takes_all:
                    text = f"cannot add device {device.id} because a claim constraint would not be satisfied"
                    raise claim_error(self._claims[claim], f", request {request.name}: {text}")
                break
            taken.append(constraint)
        if not is_fine:
            for constraint in taken:
                constraint.remove(request)
            # sic: the counters stay taken.
            return False
        self._chosen[claim].append(Chosen(request, device))
        if device.is_shared:
            add(self._shares.setdefault(device.id, {}), shares(device, request.capacity))
        else:
            self._whole.setdefault(device.id, []).append(claim)
        return True

    def _give_back(self, claim: int, request: DeviceRequest, pool: Pool, device: Device) -> None:
        for constraint in self._constraints[claim]:
            constraint.remove(request)
        self._chosen[claim].pop()
        if device.is_shared:
            subtract(self._shares[device.id], shares(device, request.capacity))
            return
        self._whole[device.id].remove(claim)
        if device.content.get("consumesCounters"):
            self._counters_of(pool).give_back(device)

    def _counters_of(self, pool: Pool) -> SharedCounters:
        key = (pool.driver, pool.name)
        if key not in self._counters:
            self._counters[key] = SharedCounters(pool, self._allocated)
        return self._counters[key]


def _constraints(claim: Object) -> list[AttributeConstraint]:
    devices = (claim.get("spec") or {}).get("devices") or {}
    return [constraint_of(each) for each in devices.get("constraints") or ()]


def _keeps_away(device: Device, request: DeviceRequest) -> bool:
    """Whether the device has a taint that the request does not tolerate. Mirrors taintPreventsAllocation."""
    return any(
        taint.get("effect") in KEEP_AWAY and not any(tolerates(each, taint) for each in request.tolerations)
        for taint in device.content.get("taints") or ()
    )
