"""Converting a container to another kind, held against a draft: what it drops, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.builder.steps.outline import slug_for
from podbuilder.kube.conversion.container_kind import Conversion, Kind, convert, kind_of
from podbuilder.kube.conversion.move_text import converted
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Manifest

# In the order in which they are offered, each with its words on the page.
KINDS: dict[Kind, str] = {"container": "an app container", "native": "a native sidecar", "init": "an init container"}


def kind_named(name: str) -> Kind | None:
    """The kind with this name; None if there is none."""
    return next((kind for kind in KINDS if kind == name), None)


def conversions_from(pod: Document, path: FieldPath) -> Iterator[tuple[Kind, str]]:
    """The kinds that a container can be converted to, each with the text of its button."""
    container = get(pod, path)
    now = kind_of(path, container) if isinstance(container, dict) else None
    yield from ((kind, f"Make it {words}…") for kind, words in KINDS.items() if kind != now)


@dataclass(frozen=True)
class ContainerConversion:
    """A container of a draft, and what it becomes as another kind."""

    draft: Draft
    manifest: Manifest
    path: FieldPath
    to: Kind

    @cached_property
    def _conversion(self) -> Conversion:
        return convert(self.manifest.pod, self.path, self.to, self.draft.kubernetes)

    @property
    def name(self) -> str:
        return str(get(self.manifest.pod, (*self.path, "name")) or "this container")

    @cached_property
    def proposal(self) -> Proposal:
        refusals: tuple[str, ...]
        if self._conversion.refused:
            after, refusals = self.manifest, (self._conversion.refused,)
        else:
            after, refusals = written(self.manifest, lambda: converted(self.manifest, self.path, self._conversion))
        title, done = f"Make {self.name} {KINDS[self.to]}", f"{self.name} is now {KINDS[self.to]}."
        return Proposal(self.draft, self.manifest, after, title, done, refusals)

    @property
    def consequences(self) -> tuple[str, ...]:
        """What follows from the conversion, one sentence each."""
        return self._conversion.consequences

    @property
    def dropped(self) -> list[tuple[str, str]]:
        """The fields that are dropped, and why."""
        return [(str(dropped.path[-1]), dropped.sentence) for dropped in self._conversion.dropped]

    @property
    def step(self) -> str:
        """The slug of the container's step after the conversion."""
        return slug_for(self._conversion.path)
