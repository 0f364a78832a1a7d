"""The manifests that were read last. A keystroke begins with the text that the one before it ended with, and a step is
often opened with a text that nobody has changed since: neither has to be read again.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from podbuilder.kube.manifest import Manifest

# What is kept, in characters of text; read, a text takes some fifty times its length.
ROOM = 400_000
LARGEST = 100_000


class Shelf:
    """Manifests by their text and the number of their pod; those that were not asked for the longest go first.

    Threads share them: a manifest is never changed in place.
    """

    def __init__(self, room: int = ROOM, largest: int = LARGEST) -> None:
        self._room, self._largest = room, largest
        self._kept: OrderedDict[tuple[str, int], Manifest] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def read(self, text: str, number: int) -> Manifest:
        """The same as `Manifest.read` (ManifestError)."""
        with self._lock:
            found = self._kept.get((text, number))
            if found is not None:
                self._kept.move_to_end((text, number))
                return found
        manifest = Manifest.read(text, number)
        if manifest.number == number:
            self.keep(manifest)
        return manifest

    def keep(self, manifest: Manifest) -> None:
        """Cache a manifest for the next reader of its text."""
        key = manifest.text, manifest.number
        if len(manifest.text) > self._largest:
            return
        with self._lock:
            if key not in self._kept:
                self._taken += len(manifest.text)
            self._kept[key] = manifest
            self._kept.move_to_end(key)
            while self._taken > self._room:
                (text, _), _ = self._kept.popitem(last=False)
                self._taken -= len(text)


SHELF = Shelf()
