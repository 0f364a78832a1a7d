"""Merging three revisions: each manifest of a file by itself, and the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.three_way_merge import FieldConflict, Merge, merge
from podbuilder.kube.yamltext.edits import meaning
from podbuilder.library.revisions.save import Content

PARAMETERS = "parameters"


@dataclass(frozen=True)
class ThreeWay:
    """The changes from `base` to `theirs`, applied to `mine`. `choices` decide, by name, what both changed."""

    base: Content
    mine: Content
    theirs: Content
    choices: Mapping[str, str]

    @cached_property
    def _merges(self) -> list[tuple[str, int, Merge]]:
        """For each document of `mine`: the prefix of its conflicts' names, its pod's number, and the merge."""
        sides = [documents(content.text) for content in (self.base, self.mine, self.theirs)]
        found = []
        for place, (base, mine, theirs) in enumerate(zip(*sides, strict=False), start=1):
            prefix = f"document {place}: " if len(sides[1]) > 1 else ""
            choices = {
                name.removeprefix(prefix): side for name, side in self.choices.items() if name.startswith(prefix)
            }
            merged = merge(base.document, mine.document, theirs.document, self.mine.kubernetes, choices)
            found.append((prefix, mine.number, merged))
        return found

    @cached_property
    def _parameters(self) -> Merge:
        base, mine, theirs = ({PARAMETERS: content.parameters} for content in (self.base, self.mine, self.theirs))
        return merge(base, mine, theirs, self.mine.kubernetes, self.choices)

    @property
    def conflicts(self) -> list[FieldConflict]:
        """What both sides changed."""
        found = [
            one._replace(name=f"{prefix}{one.name}") for prefix, _, merge in self._merges for one in merge.conflicts
        ]
        return found + list(self._parameters.conflicts)

    @property
    def taken_parameters(self) -> tuple[str, ...]:
        return self._parameters.taken

    @property
    def is_partial(self) -> bool:
        """Whether the files differ in their number of documents. Added and removed documents are left as they are."""
        return len({len(documents(content.text)) for content in (self.base, self.mine, self.theirs)}) > 1

    @cached_property
    def merged(self) -> Content | None:
        """The result; None if the changes cannot be written into the text of `mine`."""
        text = self.mine.text
        try:
            for _, number, found in self._merges:
                if found.edits:
                    text = Manifest.read(text, number).patch_document(found.edits).text
        except ManifestError:
            return None
        document: Any = {PARAMETERS: self.mine.parameters}
        for edit in self._parameters.edits:
            document = meaning(document, edit)
        return Content(text, document.get(PARAMETERS, []), self.mine.kubernetes, self.mine.notes)


def documents(text: str) -> list[Manifest]:
    """Each document of a file that holds a pod, once, however many pods a List in it has."""
    return list({pod.document_number: pod for pod in reversed(Manifest.read_all(text))}.values())[::-1]
