"""Which texts are whole numbers, and which are too large to be meant."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.whole_number import INT32_MAX, whole_number

NUMBERS = {"0": 0, "7": 7, "8080": 8080, "0080": 80, str(INT32_MAX): INT32_MAX}
OTHERS = (
    "",
    " ",
    " 7",
    "7 ",
    "-7",
    "+7",
    "7.0",
    "1_000",
    "1e3",
    "seven",
    "٧",
    "²",
    "0x10",
    str(INT32_MAX + 1),
    "9" * 5000,
)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_whole_number(text):
    assert whole_number(text) == NUMBERS[text]


@pytest.mark.parametrize("text", OTHERS, ids=ascii)
def test_anything_else(text):
    assert whole_number(text) is None


def test_its_bounds_are_part_of_it():
    assert [whole_number(text, 65535, least=1) for text in ("0", "1", "65535", "65536")] == [None, 1, 65535, None]
    assert whole_number("9" * 19, most=10**19) == 10**19 - 1
    assert whole_number("0" * 50) is None
    assert whole_number("9" * 5000, most=10**6000) is None
