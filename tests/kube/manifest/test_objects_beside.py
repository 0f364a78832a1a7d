"""Where the other objects of a text stand: their numbers and their lines."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.manifest.objects_beside import number_at, objects_beside

POD = "kind: Pod\nspec: {containers: [{name: a, image: b}]}\n"
LIST = """\
apiVersion: v1
kind: List
items:
- kind: Pod
  spec:
    containers: []
- apiVersion: v1
  kind: Service
  metadata: {name: x}
- {apiVersion: v1, kind: ConfigMap}
- kind: Else
"""
CASES: dict[str, tuple[str, int, list[tuple[int, list[int]]]]] = {
    "a pod alone": (POD, 0, []),
    "an unknown kind": (f"{POD}---\nkind: Else\n", 0, []),
    "a companion, without the comments around it": (
        f"{POD}---\n# a\napiVersion: v1\nkind: Service\n# b\n\n---\nkind: Else\n",
        0,
        [(FIRST_COMPANION, [5, 6])],
    ),
    "the pod, from the companion": (
        f"# a\n{POD}---\napiVersion: v1\nkind: Service\n",
        FIRST_COMPANION,
        [(0, [2, 3])],
    ),
    "another pod": (f"{POD}---\n{POD}", 1, [(0, [1, 2])]),
    "items of a List": (LIST, 0, [(FIRST_COMPANION, [7, 8, 9]), (FIRST_COMPANION + 1, [10])]),
    "a text that does not end its line": (f"{POD}---\napiVersion: v1\nkind: Service", 0, [(FIRST_COMPANION, [4, 5])]),
    "what cannot be read": (f"{POD}---\nkind: Service\n  x: [\n", 0, []),
}


@pytest.mark.parametrize(("text", "number", "found"), CASES.values(), ids=CASES)
def test_lines(text: str, number: int, found: list[tuple[int, list[int]]]) -> None:
    manifest = Manifest.read(text, number)
    assert [(one.number, list(one.lines)) for one in objects_beside(manifest)] == found
    for other, lines in found:
        assert {number_at(manifest, line) for line in lines} == {other}
    assert number_at(manifest, 0) is None
    assert number_at(manifest, 1000) is None
