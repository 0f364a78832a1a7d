"""A union as a form asks for it: which branch of an object is set, and what it takes to choose another one."""

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
    # What a newly chosen branch begins with; None where it is not there until something is typed.
    start: Callable[[str], Any]
    # What is removed when no branch is chosen any more; None where there must be one.
    owner: FieldPath | None = None

    def is_left_for(self, posted: str | None) -> bool:
        """Whether the posted choice leaves the branch that is set; None, where there was no select, does not."""
        return posted is not None and posted != self.chosen and (not posted or posted in self.branches)

    def changes(self, posted: str) -> Iterator[Edit]:
        """The edits that a posted choice amounts to; a branch that there is not changes nothing."""
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
