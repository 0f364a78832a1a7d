"""What the containers of a pod have to do with each other, found in one pass: who calls a port, who mounts a volume.

A container is asked for by its place among those of `spec.containers`; an init or ephemeral one has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import CONTAINERS, visit_containers
from podbuilder.kube.manifest import pod_edits

_LOCAL = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?")
# As much of a variable's value as is searched for an address.
_LONGEST = 2000


class _Sight(NamedTuple):
    """A container that calls a port or mounts a volume: its place, and at which of its values or mounts it does."""

    place: int
    at: int


class _Sightings:
    """For each port or volume, the first two containers that have to do with it: one of them is not the asker."""

    def __init__(self) -> None:
        self._found: dict[Any, list[_Sight]] = {}

    def add(self, what: Any, place: int, at: int) -> None:
        found = self._found.setdefault(what, [])
        if not found or (len(found) == 1 and found[0].place != place):
            found.append(_Sight(place, at))

    def first(self, wanted: Iterable[Any], asker: int | None) -> tuple[_Sight, Any] | None:
        """The first of all others that has to do with one of these, and with which."""
        seen = ((s, what) for what in wanted for s in self._found.get(what, ()) if s.place != asker)
        return min(seen, key=lambda pair: pair[0], default=None)


class Neighbours:
    """The containers of `spec.containers` beside each other."""

    def __init__(self, pod: Document) -> None:
        self._names: list[str] = []
        self._callers, self._mounters, self._writers = _Sightings(), _Sightings(), _Sightings()
        for place, (_, container, _) in enumerate(visit_containers(pod, (CONTAINERS,))):
            self._names.append(str(container.get("name")))
            for at, port in enumerate(_called_ports(container)):
                self._callers.add(port, place, at)
            for at, (volume, reads_only) in enumerate(mounts(container).items()):
                self._mounters.add(volume, place, at)
                if not reads_only:
                    self._writers.add(volume, place, 0)

    def caller(self, ports: Iterable[int], asker: int | None) -> tuple[str, int] | None:
        """The first other container whose environment names one of these ports on localhost, and the port."""
        return self._named(self._callers.first(ports, asker))

    def sharer(self, volumes: Iterable[str], asker: int | None) -> tuple[str, str] | None:
        """The first other container that mounts one of these volumes, and the volume."""
        return self._named(self._mounters.first(volumes, asker))

    def writer(self, volumes: Iterable[str], asker: int | None) -> tuple[str, str] | None:
        """The first other container that mounts one of these volumes to write, and the volume."""
        return self._named(self._writers.first(volumes, asker))

    def _named(self, found: tuple[_Sight, Any] | None) -> tuple[str, Any] | None:
        return (self._names[found[0].place], found[1]) if found else None


def mounts(container: dict[str, Any]) -> dict[str, bool]:
    """The volumes that a container mounts, and whether only to read."""
    return {str(m.get("name")): m.get("readOnly") is True for m in pod_edits.items(container, "volumeMounts")}


def _called_ports(container: dict[str, Any]) -> Iterable[int]:
    """The ports that a container's environment names on localhost."""
    for item in pod_edits.items(container, "env"):
        match = _LOCAL.search(str(item.get("value", ""))[:_LONGEST])
        if match and match[1]:
            yield int(match[1])
