"""The pools of devices that a node reaches. Mirrors GatherPools of dynamic-resource-allocation, Kubernetes v1.36."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.matchers import meets_node_selector
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import Amounts, amounts


class DeviceId(NamedTuple):
    """What tells one device from all others."""

    driver: str
    pool: str
    device: str

    def __str__(self) -> str:
        return "/".join(self)


class Device(NamedTuple):
    """A device of a slice, and whether the node reaches it by itself or only its slice is for the node."""

    id: DeviceId
    content: Mapping[str, Any]
    is_reached: bool = True
    # What says which nodes reach it: its own description, or that of its slice.
    place: Mapping[str, Any] = {}

    @property
    def is_shared(self) -> bool:
        """Whether many claims may have it at once."""
        return bool(self.content.get("allowMultipleAllocations"))


class Pool(NamedTuple):
    """The devices of a driver's pool on a node, those of it elsewhere, and the counters that they share."""

    driver: str
    name: str
    devices: Sequence[Device] = ()
    elsewhere: Sequence[Device] = ()
    counters: Mapping[str, Amounts] = {}
    is_incomplete: bool = False
    is_invalid: bool = False
    # Why it is, where the version says so.
    contradiction: str = ""

    @property
    def is_usable(self) -> bool:
        return not self.is_incomplete and not self.is_invalid


Slices = dict[tuple[str, str], list[Object]]


def values_of(listed: Mapping[str, Any] | None) -> Amounts:
    """The quantities of a map whose entries each have a `value`."""
    return amounts({name: (each or {}).get("value") or "0" for name, each in (listed or {}).items()})


class DevicePools:
    """All slices of a cluster, ready to be looked through node by node.

    Unless pools are checked, as they are since 1.35, those slices alone count that are for the node.
    """

    def __init__(self, slices: Sequence[Object], *, are_checked: bool) -> None:
        self._build = self._checked if are_checked else _unchecked
        self._on_node: dict[str, list[Object]] = {}
        self._shared: list[Object] = []
        self._all: Slices = {}
        for each in slices:
            spec = each.get("spec") or {}
            if not spec.get("pool"):
                continue
            name = spec.get("nodeName")
            if name and not spec.get("sharedCounters"):
                self._on_node.setdefault(str(name), []).append(each)
            else:
                self._shared.append(each)
            self._all.setdefault(_pool_of(each), []).append(each)

    def of(self, node: NodeInfo) -> list[Pool]:
        """The pools with slices for a node, those whose devices must be made ready first come last."""
        found: Slices = {}
        for each in (*self._on_node.get(node.name, ()), *self._shared):
            if _is_for(each["spec"], node):
                _add(found, each)
        pools = []
        for pool, slices in sorted(found.items()):
            built = self._build(pool, slices, node)
            if built:
                pools.append(built)
        return sorted(pools, key=_has_conditions)

    def _checked(self, pool: tuple[str, str], slices: list[Object], node: NodeInfo) -> Pool | None:
        """None for a pool whose slices for this node are of the past."""
        said = slices[0]["spec"]["pool"]
        everywhere = slices
        if len(slices) != said.get("resourceSliceCount"):
            generations = [each["spec"]["pool"].get("generation", 0) for each in self._all[pool]]
            if max(generations) > said.get("generation", 0):
                return None
            same = [
                each
                for each in self._all[pool]
                if each["spec"]["pool"].get("generation", 0) == said.get("generation", 0)
            ]
            if len(same) != said.get("resourceSliceCount"):
                return Pool(*pool, is_incomplete=True)
            everywhere = same
        slices.sort(key=lambda each: str(each["metadata"].get("name", "")))
        devices = [device for each in slices for device in _devices(each, node)]
        elsewhere = [device for each in everywhere if each not in slices for device in _devices(each, node)]
        counters = [counter for each in slices for counter in each["spec"].get("sharedCounters") or ()]
        sets = {str(each["name"]): values_of(each.get("counters")) for each in counters}
        names = {each.id for each in devices}
        is_invalid = len(names) < len(devices) or len(sets) < len(counters)
        is_invalid = is_invalid or not all(_are_counted(each, sets) for each in (*devices, *elsewhere))
        return Pool(*pool, is_invalid=True) if is_invalid else Pool(*pool, devices, elsewhere, sets)


def _unchecked(pool: tuple[str, str], slices: list[Object], node: NodeInfo) -> Pool:
    """Mirrors GatherPools of Kubernetes v1.34: what a pool lacks does not matter, and no device shares counters."""
    devices = [device for each in slices for device in _devices(each, node)]
    names = Counter(each.id.device for each in devices)
    twice = next((name for name, times in names.items() if times > 1), None)
    kept = [each for each in devices if not each.content.get("consumesCounters")]
    is_incomplete = len(slices) != slices[0]["spec"]["pool"].get("resourceSliceCount")
    if twice is None:
        return Pool(*pool, kept, is_incomplete=is_incomplete)
    told = f"pool {pool[1]} is invalid: duplicate device name {twice}"
    return Pool(*pool, is_incomplete=is_incomplete, is_invalid=True, contradiction=told)


def _pool_of(each: Object) -> tuple[str, str]:
    return str(each["spec"].get("driver", "")), str(each["spec"]["pool"].get("name", ""))


def _reaches(place: Mapping[str, Any], node: NodeInfo) -> bool:
    """Mirrors NodeMatches."""
    if place.get("nodeName"):
        return bool(place["nodeName"] == node.name)
    if place.get("allNodes"):
        return True
    selector = place.get("nodeSelector")
    return selector is not None and meets_node_selector(selector, node.labels, node.name)


def _is_for(spec: Mapping[str, Any], node: NodeInfo) -> bool:
    if spec.get("sharedCounters"):
        return True
    if spec.get("perDeviceNodeSelection"):
        return any(_reaches(each, node) for each in spec.get("devices") or ())
    return _reaches(spec, node)


def _add(found: Slices, each: Object) -> None:
    """Keep the newest generation of each pool's slices alone."""
    slices = found.setdefault(_pool_of(each), [])
    generation = each["spec"]["pool"].get("generation", 0)
    known = slices[0]["spec"]["pool"].get("generation", 0) if slices else generation
    if generation > known:
        slices.clear()
    if generation >= known:
        slices.append(each)


def _devices(each: Object, node: NodeInfo) -> Iterator[Device]:
    spec = each["spec"]
    by_device = bool(spec.get("perDeviceNodeSelection"))
    for content in spec.get("devices") or ():
        id = DeviceId(*_pool_of(each), str(content.get("name", "")))
        place = content if by_device else spec
        yield Device(id, content, not by_device or _reaches(content, node), place)


def _are_counted(device: Device, sets: Mapping[str, Amounts]) -> bool:
    """Whether the pool has all counters that the device says it uses."""
    return all(
        set(each.get("counters") or ()) <= sets.get(str(each.get("counterSet")), {}).keys()
        and str(each.get("counterSet")) in sets
        for each in device.content.get("consumesCounters") or ()
    )


def _has_conditions(pool: Pool) -> bool:
    return any(each.content.get("bindingConditions") is not None for each in pool.devices)
