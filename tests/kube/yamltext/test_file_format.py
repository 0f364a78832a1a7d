"""Tests of podbuilder.kube.yamltext.file_format: a file of a format is read, and what does not fit is said."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.yamltext.file_format import FileFormat, FileFormatError, line_of


class CourseRefused(FileFormatError):
    """The error of the format that is tried."""


SCHEMA = data_folder("schemas") / "course.schema.json"
# A schema that is there, with one sentence of its own.
TRIED = FileFormat("podbuilder/course/1", SCHEMA, "It", CourseRefused, {"minItems": lambda *_: "lacks all"})
HEAD = "format: podbuilder/course/1\n"


def test_what_fits_is_read() -> None:
    tree = TRIED.read(f"{HEAD}title: Ours\nlessons: [{{title: A}}]\n")
    assert tree.root.value == {"format": "podbuilder/course/1", "title": "Ours", "lessons": [{"title": "A"}]}


# What is wrong, with the sentence and its line.
REFUSED = {
    "nothing": ("", "It is one YAML document that says “format: podbuilder/course/1”.", 0),
    "a list": ("- a\n", "It is a mapping that begins with “format: podbuilder/course/1”.", 1),
    "a key that is missing": (HEAD, "It has no title.", 1),
    "another type": (f"{HEAD}title: 5\nlessons: [{{title: A}}]\n", "title must be string.", 2),
    "another value": ("format: x\ntitle: A\nlessons: [{title: A}]\n", "format must be podbuilder/course/1.", 1),
    "a keyword of its own": (f"{HEAD}title: A\nlessons: []\n", "lessons lacks all.", 3),
    "a keyword nobody words": (
        f"{HEAD}title: A\nlessons: [{{title: A, slug: a b}}]\n",
        "lessons.0.slug is not valid.",
        3,
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_said_with_its_line(case: tuple[str, str, int]) -> None:
    text, said, line = case
    with pytest.raises(CourseRefused) as refused:
        TRIED.read(text)
    assert (refused.value.message, refused.value.line) == (said, line)


def test_the_line_of_what_is_not_there_is_the_one_above() -> None:
    tree = TRIED.read(f"{HEAD}title: Ours\nlessons:\n- title: A\n")
    assert [line_of(tree, path) for path in ((), ("lessons", 0), ("lessons", 0, "text"))] == [1, 4, 4]
