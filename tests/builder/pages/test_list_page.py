"""A long list, one page at a time."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.list_page import Paged, asked_page

TEN = list("abcdefghij")
PAGES = {
    "none": ([], 1, ("", 1, 0, 0, 0)),
    "all on one page": (TEN[:4], 1, ("abcd", 1, 4, 0, 0)),
    "the first of three": (TEN, 1, ("abcd", 1, 4, 0, 2)),
    "one between": (TEN, 2, ("efgh", 5, 8, 1, 3)),
    "the last": (TEN, 3, ("ij", 9, 10, 2, 0)),
    "beyond the last": (TEN, 99, ("ij", 9, 10, 2, 0)),
}


@pytest.mark.parametrize(("items", "asked", "expected"), PAGES.values(), ids=PAGES)
def test_a_page(items: list[str], asked: int, expected: tuple[str, int, int, int, int]) -> None:
    paged = Paged(items, 4, asked=asked)
    assert ("".join(paged.shown), paged.first, paged.last, paged.earlier, paged.later) == expected
    assert paged.is_cut == (len(items) > 4)


@pytest.mark.parametrize(("text", "number"), {"": 1, "0": 1, "-1": 1, "x": 1, "3": 3, "9" * 99: 1}.items())
def test_the_asked_page(text: str, number: int) -> None:
    assert asked_page({"page": text}) == number
