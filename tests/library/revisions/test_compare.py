"""Two revisions compared: what differs, in lines and in words, and nothing left out in silence."""

from __future__ import annotations

import time

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.manifest.text_diff import MOST_ROWS
from podbuilder.library.revisions.compare import SHOWN_WORDS, compare, parameters_in_words, sentence, words_of
from podbuilder.library.revisions.save import Content, save_revision
from tests.library.support import POD, person, saved, signed_in

NEWER = POD.replace("1.27", "1.28")
VERSION = versions.DEFAULT
HEAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: nginx\n"


def pod_with_variables(letter: str, number: int) -> str:
    return f"{HEAD}    env:\n" + "".join(f"    - name: {letter}{n}\n      value: x\n" for n in range(number))


def test_the_same() -> None:
    found = compare(POD, POD, versions.DEFAULT)
    assert (found.is_same, found.is_only_layout, found.lines, found.words) == (True, False, [], [])


def test_only_layout() -> None:
    found = compare(HEAD, f"# a word\n{HEAD}", versions.DEFAULT)
    assert (found.is_same, found.is_only_layout) == (False, True)
    assert [line.sign for line in found.lines] == ["+", " ", " ", " ", "@"]
    assert found.lines[-1].text == "4 unchanged lines"


def test_words_beyond_those_that_are_told_are_counted() -> None:
    found = words_of(pod_with_variables("A", 300), pod_with_variables("B", 300), versions.DEFAULT)
    assert sum(len(texts) for where, texts in found if where) == SHOWN_WORDS
    assert found[-1] == ("", ["400 more changes"])


def test_a_thousand_renamed_variables_are_compared_in_a_short_time() -> None:
    began = time.process_time()
    found = compare(pod_with_variables("A", 1000), pod_with_variables("B", 1000), versions.DEFAULT)
    assert time.process_time() - began < 2
    # Of each variable the name alone; a third row is what stays.
    assert {line.sign for line in found.lines} == {"+", "-", " ", "@"}
    assert found.diff.count > 3000 > len(found.lines) - 2


@pytest.mark.django_db
def test_all_rows_can_be_reached() -> None:
    alice = person("alice")
    template = saved(alice, text=HEAD)
    text = HEAD + "".join(f"# line {n}\n" for n in range(MOST_ROWS + 10))
    save_revision(template, Content(text, kubernetes="1.36"), base=1, author=alice, message="")
    client, address = signed_in(alice), "/t/alice/web/compare/"
    page = client.get(address).content.decode()
    assert "lines are left, which are not shown here" in page
    assert "# line 0\n" in page
    assert f"# line {MOST_ROWS + 9}\n" not in page
    assert f"?from=1&amp;to=2&amp;row={MOST_ROWS}" in page
    rest = client.get(address, {"from": "1", "to": "2", "row": str(MOST_ROWS)}).content.decode()
    assert f"# line {MOST_ROWS + 9}\n" in rest
    assert "Earlier lines" in rest
    assert "Later lines" not in rest
    # There is no such row.
    assert "# line 0\n" in client.get(address, {"row": "999999"}).content.decode()


def two(*texts: str) -> str:
    return "---\n".join(texts)


# Two texts, and the changes in words.
WORDS: dict[str, tuple[str, str, list[tuple[str, list[str]]]]] = {
    "the same": (POD, POD, []),
    "only a comment": (POD, f"# Hi\n{POD}", []),
    "a text that cannot be read": (POD, "kind: [", []),
    "a text that could not": ("kind: [", POD, []),
    "a pod more": (POD, two(POD, POD.replace("name: web", "name: two", 1)), [("", ["Pod two added"])]),
    "a pod less": (two(POD, POD.replace("name: web", "name: two", 1)), POD, [("", ["Pod two removed"])]),
}


@pytest.mark.parametrize(("old", "new", "words"), WORDS.values(), ids=WORDS)
def test_words(old: str, new: str, words: list[tuple[str, list[str]]]) -> None:
    assert words_of(old, new, VERSION) == words


def test_words_stand_under_their_container() -> None:
    ((where, (text,)),) = words_of(POD, NEWER, VERSION)
    assert "1.27" in text
    assert "1.28" in text
    assert where
    assert sentence(POD, NEWER, VERSION) != ""
    assert sentence(POD, POD, VERSION) == sentence(POD, "kind: [", VERSION)


def test_each_pod_of_a_file_is_compared() -> None:
    found = words_of(two(POD, POD), two(NEWER, NEWER), VERSION)
    assert sum(len(texts) for _, texts in found) == 2


KINDS = {
    "the same": (POD, POD, True, False),
    "a comment more": (POD, f"# Hi\n{POD}", False, True),
    "another image": (POD, NEWER, False, False),
}


@pytest.mark.parametrize(("old", "new", "is_same", "is_only_layout"), KINDS.values(), ids=KINDS)
def test_what_kind_of_change(old: str, new: str, is_same: bool, is_only_layout: bool) -> None:
    found = compare(old, new, VERSION)
    assert (found.is_same, found.is_only_layout) == (is_same, is_only_layout)
    assert found.words == words_of(old, new, VERSION)


A, B, C = {"name": "a"}, {"name": "b"}, {"name": "c"}
PARAMETERS = {
    "none": ([], [], []),
    "the same in another order": ([A, B], [B, A], []),
    "added": ([A], [A, B], ["parameter b added"]),
    "removed": ([A, B], [B], ["parameter a removed"]),
    "changed": ([A], [{**A, "default": 1}], ["parameter a changed"]),
    "all of it": (
        [A, B],
        [{**B, "default": 1}, C],
        ["parameter c added", "parameter b changed", "parameter a removed"],
    ),
}


@pytest.mark.parametrize(("old", "new", "words"), PARAMETERS.values(), ids=PARAMETERS)
def test_parameters(old: list[dict[str, str]], new: list[dict[str, str]], words: list[str]) -> None:
    assert parameters_in_words(old, new) == words
