"""A choice between branches: which posted choices change something, and into which edits."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit

VOLUME = FieldPath(("spec", "volumes", 0))
EMPTY, SECRET = VOLUME.child("emptyDir"), VOLUME.child("secret")
BRANCHES = {"emptyDir": EMPTY, "secret": SECRET}
STARTS: dict[str, Any] = {"emptyDir": {}, "secret": None}


def choice(chosen: str, owner: FieldPath | None = None) -> BranchChoice:
    return BranchChoice(VOLUME, BRANCHES, chosen, STARTS.get, owner)


@pytest.mark.parametrize(
    ("chosen", "posted", "is_left"),
    {
        "there was no select": ("secret", None, False),
        "the same again": ("secret", "secret", False),
        "a branch that there is not": ("secret", "nfs", False),
        "none where there was none": ("", "", False),
        "another": ("secret", "emptyDir", True),
        "none any more": ("secret", "", True),
        "the first": ("", "secret", True),
    }.values(),
)
def test_whether_a_posted_choice_leaves_the_branch(chosen: str, posted: str | None, is_left: bool) -> None:
    assert choice(chosen).is_left_for(posted) is is_left


@pytest.mark.parametrize(
    ("chosen", "owner", "posted", "edits"),
    {
        "the same again": ("secret", VOLUME, "secret", []),
        "a branch that there is not": ("secret", VOLUME, "nfs", []),
        "none where there must be one": ("secret", None, "", []),
        "none any more": ("secret", VOLUME, "", [Edit("remove", VOLUME)]),
        "the first": ("", VOLUME, "emptyDir", [Edit("set", EMPTY, {})]),
        "another": ("secret", None, "emptyDir", [Edit("remove", SECRET), Edit("set", EMPTY, {})]),
        "one that begins with nothing": ("emptyDir", None, "secret", [Edit("remove", EMPTY)]),
    }.values(),
)
def test_the_edits_of_a_choice(chosen: str, owner: FieldPath | None, posted: str, edits: list[Edit]) -> None:
    assert list(choice(chosen, owner).changes(posted)) == edits
