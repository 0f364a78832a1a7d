"""What stands around a pod: the workload that makes it, and the objects beside it in its file."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document
from podbuilder.kube.lint.companions import NONE, Companions, companions_of, name_of
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.neighbours import has_neighbours, namespace_of


class Surroundings:
    """The workload, {} for a pod by itself, and the other objects of the text."""

    def __init__(self, workload: Document | None = None, companions: Companions = NONE) -> None:
        self.workload: Document = workload or {}
        self.companions = companions
        self.kind: str = kind if isinstance(kind := self.workload.get("kind"), str) else ""
        self.name = name_of(self.workload)
        self.namespace = namespace_of(self.workload)

    @cached_property
    def spec(self) -> dict[str, Any]:
        return self.mapping("spec")

    def mapping(self, *names: str) -> dict[str, Any]:
        """A mapping of the workload; empty if it has none there."""
        value = get(self.workload, names)
        return value if isinstance(value, dict) else {}

    @property
    def replicas(self) -> int | None:
        """How many pods the workload keeps; None where it does not count them, or somebody else decides."""
        one = 1 if self.kind == "Deployment" or self.kind == "StatefulSet" else None
        count = self.spec.get("replicas", one)
        return count if isinstance(count, int) and not isinstance(count, bool) else None


ALONE = Surroundings()


def surroundings_of(manifest: Manifest) -> Surroundings:
    """What stands around the pod of a manifest."""
    companions = companions_of(manifest.tree.source) if has_neighbours(manifest) else NONE
    is_template = manifest.is_template
    if not is_template and companions is NONE:
        return ALONE
    return Surroundings(manifest.object if is_template else None, companions)
