"""How long the kubelet waits before it tries again: 10 s, 20 s, 40 s … up to 5 minutes.

Mirrors Backoff, Kubernetes v1.36, client-go's util/flowcontrol, and newCrashLoopBackOff, pkg/kubelet.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from podbuilder.kube.core import feature_gates

FIRST, MOST = 10, 300
_REDUCED = (1, 60)
# A container that ran for so long before it ended begins anew.
CALM = 600


@dataclass(slots=True)
class _Entry:
    seconds: int
    updated: int


@dataclass(slots=True)
class BackOff:
    """The waits of several things, each with a key. An end after more than `calm` seconds without one begins anew."""

    first: int = FIRST
    most: int = MOST
    calm: int = CALM
    _entries: dict[object, _Entry] = field(default_factory=dict)

    def next(self, key: object, event: int, now: int) -> None:
        """Something is tried again: the next wait is twice as long."""
        entry = self._entries.get(key)
        if entry is None or self._has_expired(entry, event):
            self._entries[key] = _Entry(self.first, now)
        else:
            self._entries[key] = _Entry(min(2 * entry.seconds, self.most), now)

    def seconds(self, key: object) -> int:
        """How long the wait is, 0 for a key that was never tried again."""
        entry = self._entries.get(key)
        return entry.seconds if entry else 0

    def ends_since(self, key: object, event: int, now: int) -> int | None:
        """Until when it waits after something that happened at `event`; None if it does not wait.

        Mirrors IsInBackOffSince, which counts from the container's end.
        """
        entry = self._entries.get(key)
        if entry is None or self._has_expired(entry, event) or now - event >= entry.seconds:
            return None
        return event + entry.seconds

    def ends_since_update(self, key: object, now: int) -> int | None:
        """The same, counted from the last try. Mirrors IsInBackOffSinceUpdate, which pulls of images use."""
        entry = self._entries.get(key)
        if entry is None or self._has_expired(entry, now) or now - entry.updated >= entry.seconds:
            return None
        return entry.updated + entry.seconds

    def _has_expired(self, entry: _Entry, event: int) -> bool:
        return event - entry.updated > self.calm


def crash_loop(version: str) -> BackOff:
    """The waits between restarts of containers, with a version's default gates.

    KubeletCrashLoopBackOffMax changes nothing by itself: it lets a node's configuration set another maximum.
    """
    is_reduced = feature_gates.enabled("ReduceDefaultCrashLoopBackOffDecay", version)
    return BackOff(*(_REDUCED if is_reduced else (FIRST, MOST)))


def image_pulls() -> BackOff:
    """The waits between pulls of one image for one pod."""
    return BackOff(FIRST, MOST, 2 * MOST)
