"""Words are counted as shlex counts those of the joined lines."""

from __future__ import annotations

import re
import shlex

import pytest

from podbuilder.kube.importers.shell.ordinals import ordinals

TEXTS = {
    "words": "docker run  nginx",
    "quotes": "docker run -e 'a b' -e \"c d\" -e e'f 'g",
    "an apostrophe in quotes": 'echo "don\'t" x',
    "an escaped blank": r"echo a\ b c",
    "an escaped quote": 'echo "a\\" b" c',
    "joined lines": "docker run \\\n  -d \\\r\n nginx",
    "joined within a word": "a\\\nb",
    "joined behind an escape": "a\\\\\nb c",
    "joined in quotes": "echo 'a \\\n b' \"c \\\n d\"",
    "operators": "a;b && c|d >e",
    "an empty word": "docker run '' x",
    "nothing": "",
    "blanks": " \n ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_words_are_counted_as_shlex_counts_them(text: str) -> None:
    words = shlex.split(re.sub(r"\\\r?\n", " ", text), comments=False)
    found = ordinals(text)
    assert len(found) == len(text)
    assert max(found, default=-1) + 1 == len(words)


def test_each_character_has_the_number_of_its_word() -> None:
    assert ordinals("ab  'c d' e") == [0, 0, -1, -1, 1, 1, 1, 1, 1, -1, 2]


def test_a_quote_that_is_never_closed_is_a_letter() -> None:
    assert ordinals("a 'b c") == [0, -1, 1, 1, -1, 2]
