"""A union in a form: which branch of an object is set, and the edits that choose another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit


@dataclass(frozen=True)
class BranchChoice:
    """The branches of one object, of which at most one is set."""

    # The object. Its select is named after it (names.chooser_name).
    path: FieldPath
    # Where each branch stands, by its name.
    branches: Mapping[str, FieldPath]
    # The branch that is set; "" for none.
    chosen: str
    # The initial value of a newly chosen branch; None if it is absent until something is typed.
    start: Callable[[str], Any]
    # What is removed when the choice is taken back; None if a branch is required.
    owner: FieldPath | None = None

    def is_left_for(self, posted: str | None) -> bool:
        """Whether the posted choice abandons the branch that is set; None, for a page without the select, does not."""
        return posted is not None and posted != self.chosen and (not posted or posted in self.branches)

    def changes(self, posted: str) -> Iterator[Edit]:
        """The edits that make a posted choice; an unknown branch changes nothing."""
        if not self.is_left_for(posted):
            return
        if not posted:
            if self.owner is not None:
                yield Edit("remove", self.owner)
            return
        if self.chosen:
            yield Edit("remove", self.branches[self.chosen])
        start = self.start(posted)
        if start is not None:
            yield Edit("set", self.branches[posted], start)
