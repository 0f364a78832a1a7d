"""Whole numbers of any length."""

import pytest

from podbuilder.kube.core import int64


@pytest.mark.parametrize(("digit", "times"), [("0", 1), ("7", 1), ("9", 4000), ("1", 4001), ("8", 20_000)])
def test_digits_there_and_back(digit, times):
    digits = digit * times
    assert int64.to_digits(int64.from_digits(digits)) == digits


def test_negative_digits():
    assert int64.to_digits(-(10**9000)) == "-1" + "0" * 9000


@pytest.mark.parametrize(
    ("number", "exponent", "expected"),
    [
        (0, 5, (0, 0)),
        (7, 0, (7, 0)),
        (700, -1, (7, 1)),
        (-120, 0, (-12, 1)),
        pytest.param(10**9000, 0, (1, 9000), id="long"),
    ],
)
def test_without_tens(number, exponent, expected):
    assert int64.without_tens(number, exponent) == expected


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        (0, 3, 0),
        (1500, 3, 2),
        (-1500, 3, -2),
        (2000, 3, 2),
        (1, 1_000_000_000, 1),
        (-1, 1_000_000_000, -1),
        (0, 10**9, 0),
    ],
)
def test_round_away(number, places, expected):
    assert int64.round_away(number, places) == expected


@pytest.mark.parametrize(
    ("number", "bits", "expected"),
    [(5, 64, 5), (2**63, 64, -(2**63)), (-1, 64, -1), (2**64 + 3, 64, 3), (2**31, 32, -(2**31))],
)
def test_wrap(number, bits, expected):
    assert int64.wrap(number, bits) == expected


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        pytest.param(15, 1, 2, id="rounds up"),
        pytest.param(20, 1, 2, id="exact"),
        pytest.param(-15, 1, 0, id="negative, towards zero and one up"),
        pytest.param(10**30, 20, 10**10, id="long and exact"),
        pytest.param(10**30 + 1, 20, 10**10 + 1, id="long, rounds up"),
        pytest.param(10**40, 20, 7766279631452241920, id="long, wraps around"),
    ],
)
def test_divide(number, places, expected):
    assert int64.divide(number, places) == int64.wrap(expected)
