"""A text in pieces: together they are the text, and each is read by itself."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.manifest.pieces import pieces

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b}]}\n"
TEXTS = {
    "one pod": (POD, [1]),
    "a comment before": (f"# about it\n{POD}", [1]),
    "two pods": (f"{POD}---\n{POD}", [1, 1]),
    "marks at both ends": (f"---\n{POD}...\n---\n{POD}...\n", [1, 1]),
    "a directive": (f"{POD}...\n%YAML 1.1\n---\n{POD}", [1, 1]),
    "no pod, and no YAML": (f"{POD}---\nkind: Secret\n---\n[\n---\n{POD}", [1, 0, 0, 1]),
    "a byte order mark": (f"\ufeff{POD}---\n{POD}", [1, 1]),
    "a List": (f"kind: List\nitems:\n- {{kind: Pod}}\n- {{kind: Pod}}\n---\n{POD}", [2, 1]),
}


@pytest.mark.parametrize(("text", "counts"), TEXTS.values(), ids=TEXTS)
def test_the_pieces_are_the_text(text: str, counts: list[int]) -> None:
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    assert [len(piece.pods) for piece in found] == counts


def test_a_text_without_pods_has_no_pieces() -> None:
    with pytest.raises(ManifestError):
        pieces("kind: Secret\n")
