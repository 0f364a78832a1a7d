"""Merging three revisions: each manifest of a file by itself, and the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.pieces import Piece, pieces
from podbuilder.kube.manifest.three_way_merge import FieldConflict, Merge, merge
from podbuilder.kube.yamltext.edits import meaning
from podbuilder.library.revisions.save import Content

PARAMETERS = "parameters"
# What there is to merge into a document that the other sides do not have.
NOTHING = ("", Merge((), (), ()))


@dataclass(frozen=True)
class ThreeWay:
    """The changes from `base` to `theirs`, applied to `mine`. `choices` decide, by name, what both changed."""

    base: Content
    mine: Content
    theirs: Content
    choices: Mapping[str, str]

    @cached_property
    def _pieces(self) -> list[Piece]:
        return pieces(self.mine.text)

    @cached_property
    def _sides(self) -> tuple[list[Manifest], list[Manifest], list[Manifest]]:
        """The documents of each side that hold a pod; those of `mine` are texts of their own."""
        mine = [piece.pods[0] for piece in self._pieces if piece.pods]
        return documents(self.base.text), mine, documents(self.theirs.text)

    @cached_property
    def _merges(self) -> list[tuple[str, Merge]]:
        """For each document of `mine`: the prefix of its conflicts' names, and the merge."""
        sides = self._sides
        found = []
        for place, (base, mine, theirs) in enumerate(zip(*sides, strict=False), start=1):
            prefix = f"document {place}: " if len(sides[1]) > 1 else ""
            choices = {
                name.removeprefix(prefix): side for name, side in self.choices.items() if name.startswith(prefix)
            }
            merged = merge(base.document, mine.document, theirs.document, self.mine.kubernetes, choices)
            found.append((prefix, merged))
        return found

    @cached_property
    def _parameters(self) -> Merge:
        base, mine, theirs = ({PARAMETERS: content.parameters} for content in (self.base, self.mine, self.theirs))
        return merge(base, mine, theirs, self.mine.kubernetes, self.choices)

    @property
    def conflicts(self) -> list[FieldConflict]:
        """What both sides changed."""
        found = [one._replace(name=f"{prefix}{one.name}") for prefix, merge in self._merges for one in merge.conflicts]
        return found + list(self._parameters.conflicts)

    @property
    def taken_parameters(self) -> tuple[str, ...]:
        return self._parameters.taken

    @property
    def is_partial(self) -> bool:
        """Whether the files differ in their number of documents. Added and removed documents are left as they are."""
        return len({len(side) for side in self._sides}) > 1

    @cached_property
    def merged(self) -> Content | None:
        """The result; None if the changes cannot be written into the text of `mine`."""
        merges, texts = iter(self._merges), []
        try:
            for piece in self._pieces:
                _, found = next(merges, NOTHING) if piece.pods else NOTHING
                texts.append(piece.pods[0].patch_document(found.edits).text if found.edits else piece.text)
        except ManifestError:
            return None
        document: Any = {PARAMETERS: self.mine.parameters}
        for edit in self._parameters.edits:
            document = meaning(document, edit)
        return Content("".join(texts), document.get(PARAMETERS, []), self.mine.kubernetes, self.mine.notes)


def documents(text: str) -> list[Manifest]:
    """Each document of a file that holds a pod, once, however many pods a List in it has."""
    return list({pod.document_number: pod for pod in reversed(Manifest.read_all(text))}.values())[::-1]
