"""The shelf of manifests that were read last: the same as reading, only sooner."""

from __future__ import annotations

import pytest

from podbuilder.builder.models.manifest_cache import Shelf
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, set_
from tests.builder.support import POD

TWO = f"{POD}---\n{POD.replace('name: web', 'name: other')}"
NAME = FieldPath(("metadata", "name"))


def pod(name: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\n"


def test_a_text_is_read_once() -> None:
    shelf = Shelf()
    assert shelf.read(POD, 0) is shelf.read(POD, 0)
    assert shelf.read(POD, 0).document == Manifest.read(POD).document


def test_what_was_written_need_not_be_read() -> None:
    shelf = Shelf()
    changed = shelf.read(POD, 0).patch([set_(NAME, "db")])
    shelf.keep(changed)
    assert shelf.read(changed.text, 0) is changed
    again = Manifest.read(changed.text)
    assert (changed.document, changed.pod_path, changed.number) == (again.document, again.pod_path, again.number)
    assert changed.paths_by_line() == again.paths_by_line()


def test_each_pod_of_a_file_is_its_own() -> None:
    shelf = Shelf()
    assert [shelf.read(TWO, number).number for number in (0, 1, 0, 1)] == [0, 1, 0, 1]


def test_a_number_that_the_file_does_not_have_is_looked_for_each_time() -> None:
    """The last pod stands in for it; once the file has more, it is another."""
    shelf = Shelf()
    assert shelf.read(TWO, 7).number == 1
    assert shelf.read(TWO, 7) is not shelf.read(TWO, 7)
    assert shelf.read(TWO, 1).number == 1


def test_what_cannot_be_read_is_refused_each_time() -> None:
    shelf = Shelf()
    for _ in range(2):
        with pytest.raises(ManifestError):
            shelf.read("a: [", 0)


def test_there_is_room_for_so_much_text() -> None:
    """What was not asked for the longest goes first."""
    texts = [pod(name) for name in "abcd"]
    shelf = Shelf(room=3 * len(texts[0]))
    first, second = (shelf.read(text, 0) for text in texts[:2])
    shelf.read(texts[2], 0)
    shelf.read(texts[0], 0)
    shelf.read(texts[3], 0)
    assert shelf.read(texts[0], 0) is first
    assert shelf.read(texts[1], 0) is not second


def test_of_long_texts_only_the_last_are_kept() -> None:
    texts = [pod(name) for name in "abc"]
    shelf = Shelf(largest=10, large_room=2 * len(texts[0]))
    first, second = (shelf.read(text, 0) for text in texts[:2])
    assert shelf.read(texts[0], 0) is first
    shelf.read(texts[2], 0)
    assert shelf.read(texts[1], 0) is not second


def test_a_long_text_of_several_documents_is_not_kept() -> None:
    shelf = Shelf(largest=10)
    assert shelf.read(TWO, 0) is not shelf.read(TWO, 0)


def test_keeping_the_same_again_takes_no_more_room() -> None:
    text = pod("a")
    shelf = Shelf(room=2 * len(text))
    for _ in range(3):
        shelf.keep(Manifest.read(text))
    kept = shelf.read(text, 0)
    shelf.read(pod("b"), 0)
    assert shelf.read(text, 0) is kept
