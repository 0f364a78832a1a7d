"""The manifests that were read last. A keystroke begins with the text that the one before it ended with, and a step is
often opened with a text that nobody has changed since: neither has to be read again.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.manifest import Manifest

# What is kept, in characters of text; read, a text takes some fifty times its length.
ROOM = 400_000
LARGEST = 100_000
# What is kept of longer texts that are one document: its values are limited, so that it takes a few megabytes at most.
LARGE_ROOM = 2 * MAX_CHARACTERS

Key = tuple[str, int]


class _Row:
    """Manifests up to so many characters together; those that were not asked for the longest go first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[Key, Manifest] = OrderedDict()
        self._taken = 0

    def find(self, key: Key) -> Manifest | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Key, manifest: Manifest) -> None:
        if key not in self._kept:
            self._taken += len(key[0])
        self._kept[key] = manifest
        self._kept.move_to_end(key)
        while self._taken > self._room:
            (text, _), _ = self._kept.popitem(last=False)
            self._taken -= len(text)


class Shelf:
    """Manifests by their text and the number of their pod.

    Threads share them: a manifest is never changed in place.
    """

    def __init__(self, room: int = ROOM, largest: int = LARGEST, large_room: int = LARGE_ROOM) -> None:
        self._largest = largest
        self._small, self._large = _Row(room), _Row(large_room)
        self._lock = Lock()

    def read(self, text: str, number: int) -> Manifest:
        """The same as `Manifest.read` (ManifestError)."""
        with self._lock:
            found = self._row(text).find((text, number))
        if found is not None:
            return found
        manifest = Manifest.read(text, number)
        if manifest.number == number:
            self.keep(manifest)
        return manifest

    def keep(self, manifest: Manifest) -> None:
        """Cache a manifest for the next reader of its text."""
        text = manifest.text
        if len(text) > self._largest and manifest.has_several:
            return
        with self._lock:
            self._row(text).keep((text, manifest.number), manifest)

    def _row(self, text: str) -> _Row:
        return self._small if len(text) <= self._largest else self._large


SHELF = Shelf()
