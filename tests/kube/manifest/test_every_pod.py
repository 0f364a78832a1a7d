"""The pods of a whole text are read once, and a text with absurdly many of anything is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest

from podbuilder.kube.core import limits
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, insert_, set_
from podbuilder.kube.yamltext import stream
from tests.support.large_texts import HEAD, TEXTS

POD = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b}]}\n"
ITEM = "- {kind: Pod}\n"
REFUSED = {
    "containers": (HEAD + "  containers:\n" + "  - {}\n" * (limits.MAX_CONTAINERS + 1), "201 containers"),
    "containers of two kinds": (
        HEAD + "  containers:\n" + "  - {}\n" * 150 + "  initContainers:\n" + "  - {}\n" * 51,
        "201 containers",
    ),
    "containers by aliases": (TEXTS["aliases of a container"].make(300), "301 containers"),
    "pods of a List": ("kind: List\nitems:\n" + ITEM * 2_001, "more than 2,000 pods"),
    "pods of many Lists": (("---\nkind: List\nitems:\n" + ITEM * 1_500) * 2, "2,000 pods or"),
    "values of many documents": (POD + f"---\n[{'1, ' * 9_000}1]\n" * 12, "100,000 values"),
    "lines": (POD + "\n" * limits.MAX_LINES, "100,000 lines"),
}


def test_many_pods_are_all_found_and_each_document_is_read_once() -> None:
    text = POD * 30
    with patch.object(stream, "read", wraps=stream.read) as read:
        found = Manifest.read_all(text)
    assert [one.number for one in found] == list(range(30))
    assert read.call_count == 30
    assert found[7].carriers[7].line == found[7].where(found[7].object_path).line


def test_a_pod_alone_is_its_only_sibling() -> None:
    one = Manifest.read(POD)
    assert one.siblings == (one,)


def test_documents_without_pods_are_passed_over() -> None:
    found = Manifest.read_all(f"{POD}---\n- [\n---\nkind: Secret\n{POD}")
    assert [one.document_number for one in found] == [0, 3]


@pytest.mark.parametrize("text", [POD * 900, HEAD + "  containers:\n" + "  - {}\n" * 200], ids=["pods", "containers"])
def test_as_much_as_is_allowed_is_read(text: str) -> None:
    assert Manifest.read_all(text)


def test_a_large_text_is_counted_and_taken() -> None:
    broken = "---\n[\n"
    assert Manifest.read(POD * 700 + broken + f"# {'kind ' * 700}\n---\n# nothing\n---\n1\n").number == 0


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_too_much_is_refused(text: str, words: str) -> None:
    with pytest.raises(ManifestError) as refused:
        Manifest.read(text)
    assert words in refused.value.message


FULL = HEAD + "  containers:\n" + "  - {}\n" * limits.MAX_CONTAINERS
MANY_VALUES = POD + f"---\n[{'1, ' * 9_000}1]\n" * 11
LIST = FieldPath(("spec", "containers"))
TOO_MUCH = {
    "one container more": (
        lambda: Manifest.read(FULL).patch([insert_(LIST.child(limits.MAX_CONTAINERS), {"name": "more"})]),
        "containers",
    ),
    "other containers": (lambda: Manifest.read(POD).set_all({LIST: [{}] * (limits.MAX_CONTAINERS + 1)}), "containers"),
    "containers apart from other edits": (
        lambda: Manifest.read(POD).patch_apart(
            [set_(LIST, [{}] * (limits.MAX_CONTAINERS + 1)), set_(FieldPath(("metadata", "name")), "q")]
        ),
        "containers",
    ),
    "values of the whole text": (
        lambda: Manifest.read(MANY_VALUES).patch([set_(FieldPath(("spec", "args")), [1] * 2_000)]),
        "100,000 values",
    ),
}


@pytest.mark.parametrize(("edit", "words"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_an_edit_makes_no_text_that_would_not_be_read_again(edit: Callable[[], Manifest], words: str) -> None:
    with pytest.raises(ManifestError) as refused:
        edit()
    assert words in refused.value.message
