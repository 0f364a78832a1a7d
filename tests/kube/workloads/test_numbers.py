"""Numbers of pods, also as a share of all."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.workloads import numbers
from tests.support.complaints import assert_errors

AT = ROOT.child("n")


def test_fields_that_may_not_be_negative() -> None:
    spec = {"a": 0, "b": 5, "c": -1, "d": -2}
    found = list(numbers.validate_nonnegative_fields(spec, ("a", "b", "missing", "d"), AT))
    assert_errors(found, [{"type": "FieldValueInvalid", "field": "n.d", "detail": "-2 is negative"}])


AMOUNTS: dict[str, tuple[int | str, list[str]]] = {
    "a number": (3, []),
    "nothing": (0, []),
    "a percentage": ("25%", []),
    "more than all": ("250%", []),
    "a number below zero": (-1, ["-1 is negative"]),
    "a percentage below zero": ("-5%", ['"-5%" is not a number of pods']),
    "a number as text": ("3", ['"3" is not a number of pods']),
    "a fraction": ("2.5%", ['"2.5%" is not a number of pods']),
    "a sign alone": ("%", ['"%" is not a number of pods']),
}


@pytest.mark.parametrize(("value", "details"), AMOUNTS.values(), ids=AMOUNTS)
def test_numbers_and_percentages(value: int | str, details: list[str]) -> None:
    wanted = [{"type": "FieldValueInvalid", "field": "n", "detail": detail} for detail in details]
    assert_errors(numbers.validate_positive_int_or_percent(value, AT), wanted)


@pytest.mark.parametrize(
    ("value", "is_too_much"),
    [(500, False), ("0%", False), ("100%", False), ("101%", True), ("9" * 50 + "%", True), ("text", False)],
)
def test_no_more_than_all(value: int | str, is_too_much: bool) -> None:
    assert bool(list(numbers.is_not_more_than_100_percent(value, AT))) is is_too_much


@pytest.mark.parametrize(
    ("value", "amount"),
    [(0, 0), (-3, -3), ("0%", 0), ("25%", 25), ("0", 0), ("+7", 7), ("-7", -7), ("x", 0), ("", 0), ("2.5%", 0)],
)
def test_amount_of(value: int | str, amount: int) -> None:
    assert numbers.amount_of(value) == amount


@pytest.mark.parametrize("digits", ["0" * 20, "0" * 20 + "1", "1" + "0" * 20])
def test_an_amount_of_many_digits_is_only_told_from_nothing(digits: str) -> None:
    assert bool(numbers.amount_of(f"{digits}%")) is ("1" in digits)
