"""Making a container another kind, through the page: what it would drop, what follows, and doing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from podbuilder.builder.comparison import DiffLine
from podbuilder.builder.difference import difference
from podbuilder.builder.models import Draft
from podbuilder.builder.steps.outline import slug_for
from podbuilder.kube.document import get
from podbuilder.kube.field import Document, FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.patterns.convert import Conversion, Kind, convert, kind_of
from podbuilder.kube.patterns.moving import converted

# In the order in which they are offered, and what a page calls each.
KINDS: dict[Kind, str] = {"container": "an app container", "native": "a sidecar", "init": "an init container"}


def kind_named(name: str) -> Kind | None:
    """The kind with this name; None if there is none."""
    return next((kind for kind in KINDS if kind == name), None)


def conversions_from(pod: Document, path: FieldPath) -> Iterator[tuple[Kind, str]]:
    """What a container could be made into: the kind, and what the button says."""
    container = get(pod, path)
    now = kind_of(path, container) if isinstance(container, dict) else None
    yield from ((kind, f"Make it {words}…") for kind, words in KINDS.items() if kind != now)


@dataclass(frozen=True)
class Change:
    """A conversion held against a draft; nothing is written until `make`."""

    draft: Draft
    manifest: Manifest
    path: FieldPath
    to: Kind

    @cached_property
    def conversion(self) -> Conversion:
        return convert(self.manifest.pod, self.path, self.to, self.draft.kubernetes)

    @property
    def name(self) -> str:
        return str(get(self.manifest.pod, (*self.path, "name")) or "this container")

    @property
    def title(self) -> str:
        return f"Make {self.name} {KINDS[self.to]}"

    @cached_property
    def _outcome(self) -> tuple[Manifest | None, str]:
        if self.conversion.refused:
            return None, self.conversion.refused
        try:
            return converted(self.manifest, self.path, self.conversion), ""
        except ManifestError as error:
            return None, f"This cannot be written into the manifest: {error.message}"

    @property
    def refused(self) -> str:
        """Why it cannot be done; nothing if it can."""
        return self._outcome[1]

    @property
    def dropped(self) -> list[tuple[str, str]]:
        """What goes, field by field, and why."""
        return [(str(dropped.path[-1]), dropped.sentence) for dropped in self.conversion.dropped]

    @property
    def diff(self) -> list[DiffLine]:
        changed = self._outcome[0]
        return difference(self.manifest.text, changed.text) if changed else []

    def make(self, *, base: int, writer: str) -> str:
        """Write it into the draft as one step of undo; the slug of the step where the container is now (Conflict)."""
        changed = self._outcome[0]
        if changed is None:
            raise ValueError("this conversion cannot be made; ask refused first")
        self.draft.write(changed.text, base=base, writer=writer)
        return slug_for(self.conversion.path)


def consider(draft: Draft, path: FieldPath, to: Kind) -> Change:
    """A conversion of a container of the draft as it is now."""
    return Change(draft, draft.manifest, path, to)
