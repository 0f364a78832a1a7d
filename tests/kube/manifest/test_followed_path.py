"""Where a value stands after edits above it, beside it and elsewhere."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Edit, insert_, move_, remove_, rename_, set_
from podbuilder.kube.manifest.followed_path import followed

GROUPS = FieldPath(("spec", "groups"))
THIRD = FieldPath((*GROUPS, 2, "template"))

CASES: dict[str, tuple[list[Edit], FieldPath]] = {
    "no edit": ([], THIRD),
    "an edit of the value itself": ([set_(THIRD.child("spec"), {})], THIRD),
    "an edit elsewhere": ([insert_(FieldPath(("spec", "others", 0)), 1)], THIRD),
    "an edit of the root": ([set_(ROOT, {})], THIRD),
    "a longer path": ([insert_(THIRD.child("spec", "containers").index(0), 1)], THIRD),
    "a list replaced": ([set_(GROUPS, [])], THIRD),
    "an item replaced": ([set_(GROUPS.index(2), {})], THIRD),
    "an item moved to what is no index": ([Edit("move", GROUPS.index(0), to="1")], THIRD),
    "a key where an index stands": ([remove_(GROUPS.child("x"))], THIRD),
    "the value removed": ([remove_(GROUPS.index(2))], THIRD),
    "an item removed before it": ([remove_(GROUPS.index(0))], FieldPath((*GROUPS, 1, "template"))),
    "an item removed after it": ([remove_(GROUPS.index(3))], THIRD),
    "an item inserted before it": ([insert_(GROUPS.index(1), {})], FieldPath((*GROUPS, 3, "template"))),
    "an item inserted in its place": ([insert_(GROUPS.index(2), {})], FieldPath((*GROUPS, 3, "template"))),
    "an item inserted after it": ([insert_(GROUPS.index(3), {})], THIRD),
    "moved itself": ([move_(GROUPS.index(2), 0)], FieldPath((*GROUPS, 0, "template"))),
    "an item moved over it to the end": ([move_(GROUPS.index(0), 2)], FieldPath((*GROUPS, 1, "template"))),
    "an item moved over it to the front": ([move_(GROUPS.index(3), 0)], FieldPath((*GROUPS, 3, "template"))),
    "an item moved beside it": ([move_(GROUPS.index(0), 1)], THIRD),
    "its key renamed": ([rename_(GROUPS, "teams")], FieldPath(("spec", "teams", 2, "template"))),
    "another key renamed": ([rename_(FieldPath(("spec", "x")), "y")], THIRD),
    "one edit after the other": (
        [insert_(GROUPS.index(0), {}), move_(GROUPS.index(3), 0), rename_(GROUPS, "teams")],
        FieldPath(("spec", "teams", 0, "template")),
    ),
}


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_followed(edits: list[Edit], expected: FieldPath) -> None:
    assert followed(THIRD, edits) == expected
