"""Lines that are pasted become variables, labels and other pairs."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.editing.pairs import edits_for, pairs_in
from podbuilder.kube.manifest import Manifest, write
from tests.support.pods import make_pod, path_of

LINES = {
    "nothing of nothing": ("", []),
    "nothing of comments and blank lines": ("# a=b\n\n  \n", []),
    "a line": ("A=1", [("A", "1")]),
    "a value with equals signs": ("URL=http://x/?a=b", [("URL", "http://x/?a=b")]),
    "a name alone": ("API_KEY\nB=\n", [("API_KEY", None), ("B", "")]),
    "a file of variables": ('export A=\'1 2\'\r\nB="x"\r\nC="', [("A", "1 2"), ("B", "x"), ("C", '"')]),
    "a comma is part of a value": ("A=1,2", [("A", "1,2")]),
}


@pytest.mark.parametrize("case", LINES)
def test_lines(case: str) -> None:
    text, wanted = LINES[case]
    assert list(pairs_in(text, has_commas=False)) == wanted


def test_labels_may_stand_in_one_line() -> None:
    assert dict(pairs_in("app=web, tier=front", has_commas=True)) == {"app": "web", "tier": "front"}


ENV = "spec.containers[0].env"
EDITS: dict[str, tuple[list[tuple[str, Any]], str, str, Any]] = {
    "the first variables": ([], ENV, "A=1\nB", [{"name": "A", "value": "1"}, {"name": "B"}]),
    "more variables, one again": (
        [(ENV, [{"name": "A", "value": "0"}, {"name": "Z"}])],
        ENV,
        "B=2\nA=1",
        [{"name": "A", "value": "1"}, {"name": "Z"}, {"name": "B", "value": "2"}],
    ),
    "labels": ([("metadata.labels", {"app": "x"})], "metadata.labels", "app=web,tier=", {"app": "web", "tier": ""}),
}


@pytest.mark.parametrize("case", EDITS)
def test_edits(case: str) -> None:
    tweaks, path, text, wanted = EDITS[case]
    pod = make_pod(*tweaks)
    manifest = Manifest.read(write(pod))
    after: Any = manifest.patch(edits_for(manifest.pod, path_of(path), text)).pod
    for part in path_of(path):
        after = after[part]
    assert after == wanted
