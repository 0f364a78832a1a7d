"""The requests and limits of a pod's containers, to be changed one by one or in their sum, and the edits for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.amounts import CPU, Counts, counts
from podbuilder.kube.core.document import assign, get, mapping_at
from podbuilder.kube.core.feature_gates import enabled
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    INIT_CONTAINERS,
    SPEC,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.core.pod_requests import Side, amounts, is_pod_level, pod_amounts
from podbuilder.kube.manifest import Edit, remove_, set_

REQUESTS: Side = "requests"
LIMITS: Side = "limits"
_UNITS = (("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10))
_MEBI = 1 << 20


class Holder(NamedTuple):
    """A container that a person wrote: its path, its name, and whether it runs as long as the pod."""

    path: FieldPath
    name: str
    lasts: bool


class ContainerAmounts:
    """Amounts are whole numbers, as the scheduler counts them: thousandths of a CPU, and units of all else."""

    def __init__(self, written: Document, stored: Document, version: str) -> None:
        self._written = written
        self._pod = stored
        self._pod_level = enabled("PodLevelResources", version)
        # What changes, by the path of the amount: the new amount, or None for what goes.
        self._changed: dict[FieldPath, int | None] = {}
        self.holders = [
            Holder(path, str(container.get("name", "")), kind == CONTAINERS or is_native_sidecar(container, kind))
            for path, container, kind in visit_containers(written, (INIT_CONTAINERS, CONTAINERS))
            if get(stored, (*path, "name")) == container.get("name")
        ]

    def amount(self, holder: Holder, side: Side, name: str) -> int | None:
        """What a container asks for, or may use; None if it does not say."""
        return self._at(holder.path, side).get(name)

    def of_pod(self, side: Side) -> Counts:
        """What the whole pod asks for, or may use."""
        return counts(pod_amounts(self._pod["spec"], side, pod_level=self._pod_level))

    def set_request(self, holder: Holder, name: str, amount: int) -> None:
        """Ask for so much; a limit below it rises with it, and of devices is always the same."""
        self._set(holder.path, REQUESTS, name, amount)
        limit = self.amount(holder, LIMITS, name)
        if (limit is not None and limit < amount) or is_whole(name):
            self._set(holder.path, LIMITS, name, amount)

    def set_limit(self, holder: Holder, name: str, amount: int) -> None:
        """Use at most so much; a request above it falls with it, and one that is not there becomes the same."""
        self._set(holder.path, LIMITS, name, amount)
        request = self.amount(holder, REQUESTS, name)
        if request is None or request > amount or is_whole(name):
            self._set(holder.path, REQUESTS, name, amount)

    def lower(self, side: Side, name: str, most: int) -> None:
        """Bring the sum down to what there is at most, by the container that has the most of it if that is enough."""
        if self._pod_level and is_pod_level(name) and name in self._at(SPEC, side):
            self._set(SPEC, side, name, most)
        for holder in self.holders:
            if not holder.lasts and (self.amount(holder, side, name) or 0) > most:
                self._lower_to(holder, side, name, most)
        excess = self.of_pod(side).get(name, 0) - most
        own = {holder: self.amount(holder, side, name) or 0 for holder in self.holders if holder.lasts}
        largest = max(own, key=lambda holder: own[holder], default=None)
        if excess <= 0 or largest is None:
            return
        if own[largest] > excess:
            self._lower_to(largest, side, name, own[largest] - excess)
            return
        total = sum(own.values())
        for holder, amount in own.items():
            if amount:
                self._lower_to(holder, side, name, amount * max(0, total - excess) // total)

    def _lower_to(self, holder: Holder, side: Side, name: str, amount: int) -> None:
        amount = rounded_down(name, amount)
        if side == LIMITS:
            self.set_limit(holder, name, amount)
        else:
            self.set_request(holder, name, amount)

    def drop(self, name: str) -> None:
        """Ask for nothing of it, anywhere."""
        for path in (SPEC, *(holder.path for holder in self.holders)):
            for side in (REQUESTS, LIMITS):
                if name in self._at(path, side):
                    self._changed[path.child("resources", side).key(name)] = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What has to be written; a request that the server takes from the limit is not."""
        return tuple(
            remove_(path) if amount is None else set_(path, text_of(str(path[-1]), amount))
            for path, amount in self._changed.items()
            if self._is_needed(path, amount)
        )

    @property
    def field(self) -> FieldPath:
        """The first place that changes."""
        return self.edits[0].path if self.edits else SPEC

    @property
    def words(self) -> list[str]:
        """Each change in a few words: `limits.cpu of app to 2`."""
        names = {holder.path: f" of {holder.name}" for holder in self.holders}
        return [
            f"{edit.path[-2]}.{edit.path[-1]}{names.get(FieldPath(edit.path[:-3]), '')} to {edit.value}"
            for edit in self.edits
        ]

    def _is_needed(self, path: FieldPath, amount: int | None) -> bool:
        """Whether the amount is not what is written already, or comes of itself."""
        name, holder = str(path[-1]), FieldPath(path[:-3])
        if amount is None:
            return get(self._written, path) is not None
        there = _counted(get(self._written, path), name)
        if path[-2] == REQUESTS and there is None and self._at(holder, LIMITS).get(name) == amount:
            return False
        return there != amount

    def _at(self, path: FieldPath, side: Side) -> Counts:
        return counts(amounts(mapping_at(self._pod, (*path, "resources", side))))

    def _set(self, path: FieldPath, side: Side, name: str, amount: int) -> None:
        at = path.child("resources", side).key(name)
        self._changed[at] = amount
        self._pod = assign(self._pod, at, text_of(name, amount))


def is_whole(name: str) -> bool:
    """Whether a resource is counted in pieces, as devices are."""
    return "/" in name


def text_of(name: str, amount: int) -> str | int:
    """An amount as people write it."""
    if name == CPU:
        return f"{amount}m" if amount % 1000 else str(amount // 1000)
    if is_whole(name):
        return amount
    return next((f"{amount // size}{unit}" for unit, size in _UNITS if amount and not amount % size), str(amount))


def rounded_down(name: str, amount: int) -> int:
    """Of memory and the like whole mebibytes, if it is as much as one."""
    return amount if name == CPU or is_whole(name) or amount < _MEBI else amount // _MEBI * _MEBI


def _counted(value: Any, name: str) -> int | None:
    found: Mapping[str, int] = counts(amounts({name: value})) if value is not None else {}
    return found.get(name)
