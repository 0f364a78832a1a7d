"""Each word makes the edit that it says."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest.edit_makers import comment_, insert_, move_, remove_, rename_, set_
from podbuilder.kube.yamltext.edits import Edit

PATH = FieldPath(("spec", "containers", 0))
MADE = {
    "set": (set_(PATH, {}), Edit("set", PATH, {})),
    "remove": (remove_(PATH), Edit("remove", PATH)),
    "insert": (insert_(PATH, {}), Edit("insert", PATH, {})),
    "move": (move_(PATH, 1), Edit("move", PATH, to=1)),
    "rename": (rename_(PATH.child("args"), "command"), Edit("rename", PATH.child("args"), to="command")),
    "comment": (comment_(PATH, "why"), Edit("comment", PATH, "why")),
}


@pytest.mark.parametrize(("made", "expected"), MADE.values(), ids=MADE)
def test_edits(made: Edit, expected: Edit) -> None:
    assert made == expected
