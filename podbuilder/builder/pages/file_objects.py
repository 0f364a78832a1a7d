"""What of a draft's file can be edited: its pods, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.pages.outline import MOST_SHOWN
from podbuilder.builder.steps.outline import BESIDE
from podbuilder.kube.manifest import Carrier, Manifest

PODS = "Pods"


@dataclass(frozen=True)
class FileObjects:
    """The objects of a file under their headings; none where there is one pod, from which the outline leads to all."""

    groups: tuple[tuple[str, tuple[Carrier, ...]], ...] = ()

    @classmethod
    def of(cls, manifest: Manifest) -> FileObjects:
        """The objects of the file that a manifest is of."""
        pods = manifest.carriers if manifest.has_several else ()
        if len(pods) < 2 and not manifest.is_companion and len(manifest.companions) <= MOST_SHOWN:
            return cls()
        return cls(tuple((title, some) for title, some in ((PODS, pods), (BESIDE, manifest.companions)) if some))

    @property
    def count(self) -> int:
        """How many there are to choose from."""
        return sum(len(some) for _, some in self.groups)
