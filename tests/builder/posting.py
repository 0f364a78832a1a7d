"""What a browser would post of a drawn step, without drawing its HTML: quick enough for thousands of manifests."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.builder.editing.field_edits import field_edits
from podbuilder.builder.editing.row_actions import perform
from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.fields import as_posted, as_text
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Chooser, Matrix, Pair, Rows
from podbuilder.builder.steps.outline import steps_of
from podbuilder.builder.steps.registry import draw, shown_in
from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Edit, Manifest
from podbuilder.kube.starters.starters import BLANK


def texts_of(parts: list[Part]) -> dict[str, str]:
    """The names and texts that a page with these parts posts when nothing is typed."""
    posted: dict[str, str] = {}
    for top in parts:
        for part in top.walk():
            if isinstance(part, Chooser):
                posted[part.name] = part.chosen if part.chosen in dict(part.choices) else part.choices[0][0]
            elif isinstance(part, Control):
                text = as_posted(part.text)
                known = [value for value, _ in part.choices]
                posted[part.name] = text if not known or text in known else known[0]
    return posted


def post(pod: Document, version: str, slug: str, typed: dict[str, str] | None = None, workload: str = "") -> list[Edit]:
    """The edits that posting this step amounts to, with some texts changed. A `workload` stands beside the pod."""
    known = catalogue.with_workload(version, workload)
    parts = draw(Sheet(pod, known), slug) or []
    data = {**texts_of(parts), **(typed or {})}
    return field_edits(pod, known, data, shown_in(slug)).edits


class Author:
    """Somebody who rebuilds a pod from a blank one, with the forms alone."""

    MOST_ROUNDS = 80

    def __init__(self, wanted: Document, version: str) -> None:
        self.wanted = wanted
        self.version = version
        self.known = catalogue.load(version)
        self.manifest = Manifest.read(BLANK)
        self.posts = 0

    def build(self) -> Document:
        """Go through all steps, again and again, until nothing is left to type."""
        for _ in range(self.MOST_ROUNDS):
            before = self.manifest.document
            self.add_containers()
            for step in steps_of(self.manifest.pod):
                self.fill(step.slug)
            if self.manifest.document == before:
                break
        return self.manifest.document

    def add_containers(self) -> None:
        for kind in ("containers", "initContainers"):
            path = FieldPath(("spec", kind))
            while len(document.get(self.manifest.pod, path) or ()) < len(document.get(self.wanted, path) or ()):
                self.press(f"add:{path}")

    def press(self, op: str) -> None:
        self.posts += 1
        self.manifest = self.manifest.patch(perform(op, self.manifest.pod, self.known, {}).edits)

    def fill(self, slug: str) -> None:
        """Post a step with every text on it that should be another, an empty row added to every list that needs one."""
        drawn = draw(Sheet(self.manifest.pod, self.known), slug) or []
        pending = [str(p.path) for top in drawn for p in top.walk() if isinstance(p, Rows) and self.lacks_items(p.path)]
        for top in drawn:
            for part in top.walk():
                if isinstance(part, Matrix):
                    pending += self.missing_resources(part)
        parts = draw(Sheet(self.manifest.pod, self.known, pending=pending), slug) or []
        typed = {**texts_of(parts), **dict(self.corrections(parts))}
        if typed == texts_of(parts):
            return
        self.posts += 1
        self.manifest = self.manifest.patch(post(self.manifest.pod, self.version, slug, typed))

    def lacks_items(self, path: FieldPath) -> bool:
        return len(document.get(self.manifest.pod, path) or ()) < len(document.get(self.wanted, path) or ())

    def missing_resources(self, part: Matrix) -> list[str]:
        wanted = document.get(self.wanted, part.path) or {}
        names = {name for side in ("requests", "limits") for name in wanted.get(side) or {}}
        shown = {line.resource for line in part.lines}
        return [str(part.path.child("requests").key(name)) for name in sorted(names - shown)]

    def corrections(self, parts: list[Part]) -> Iterator[tuple[str, str]]:
        for top in parts:
            for part in top.walk():
                if isinstance(part, Pair):
                    yield from self.pair(part)
                elif isinstance(part, Chooser):
                    chosen = next((b for b, at in part.branches.items() if document.has(self.wanted, at)), None)
                    if chosen is not None and chosen != part.chosen:
                        yield part.name, chosen
                elif isinstance(part, Control) and "#" not in part.name:
                    # What is not wanted is emptied: a blank pod begins with a name.
                    yield part.name, as_posted(part.field.text_of(document.get(self.wanted, part.path)))

    def pair(self, part: Pair) -> Iterator[tuple[str, str]]:
        mapping = document.get(self.wanted, part.path.parent) or {}
        if part.place < len(mapping):
            key, value = list(mapping.items())[part.place]
            yield part.parts[0].name, key
            yield part.parts[1].name, as_posted(as_text(value))
