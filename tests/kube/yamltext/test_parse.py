"""From a text to its documents: each is read when it is asked for, and what is wrong is said of the right line."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import limits
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.parse import documents, documents_of, only_mapping, source_of

SEVERAL = "a: 1\n---\nb: [1\n---\n# nothing\n---\nc: 3\n"


def test_a_document_that_cannot_be_read_is_no_hindrance_to_the_others():
    first, broken, last = documents(SEVERAL)
    assert (first.tree.root.value, last.tree.root.value) == ({"a": 1}, {"c": 3})
    with pytest.raises(YamlProblem):
        broken.read()


def test_how_many_values_there_are():
    assert documents("a: [1, 2]")[0].read()[1] == 5


def test_bytes_are_decoded():
    assert documents("a: ä".encode("utf-16"))[0].tree.root.value == {"a": "ä"}


REFUSED = {
    "what no reader takes": ("a: \x00", "NUL character"),
    "bytes that are no text": (b"a: \xff", "UTF-8"),
    "more bytes than any text that can be edited": (b"a" * (4 * limits.MAX_CHARACTERS + 1), "1 MiB"),
    "too long a text": ("a" * (limits.MAX_CHARACTERS + 1), "1 MiB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_text_is_refused(case):
    text, words = REFUSED[case]
    with pytest.raises(YamlProblem, match=words):
        documents(text)


ONES = {
    "one mapping": ("# a file\na: 1\n", None),
    "two documents": ("a: 1\n---\nb: 2\n", ("one, please", 0)),
    "none": ("# nothing\n", ("one, please", 0)),
    "a list": ("\n- a\n", ("a mapping, please", 1)),
    "a list further down": ("---\n- a\n", ("a mapping, please", 1)),
}


@pytest.mark.parametrize("case", ONES)
def test_a_file_that_is_one_mapping(case):
    text, expected = ONES[case]
    if expected is None:
        assert only_mapping(text, "one, please", "a mapping, please").root.value == {"a": 1}
        return
    with pytest.raises(YamlProblem) as caught:
        only_mapping(text, "one, please", "a mapping, please")
    assert (caught.value.message, caught.value.line) == expected


def test_a_small_document_is_read_once():
    source = source_of("a: 1\n---\n- b\n---\n")
    first, second = documents_of(source), documents_of(source)
    roots = [[one.tree and one.tree.root for one in found] for found in (first, second)]
    assert all(one is other for one, other in zip(*roots, strict=True))


def test_a_large_document_is_not_kept():
    source = source_of("- 1\n" * (limits.MAX_KEPT_VALUES + 1))
    (one,) = documents_of(source)
    assert one.tree.root is not one.tree.root
