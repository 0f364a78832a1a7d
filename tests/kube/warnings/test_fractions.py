"""Amounts that are not a whole number of bytes."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.warnings.fractions import warnings_for_fractions
from tests.support.complaints import assert_warnings

AT = ROOT.child("limits")
QUIET: dict[str, Any] = {
    "no amounts": None,
    "nothing": {},
    "whole amounts": {"memory": "100M", "storage": 5},
    "thousandths that are whole": {"memory": "2000m"},
    "a fraction that a suffix makes whole": {"memory": "0.5Ki"},
    "another resource": {"cpu": "100m"},
}


@pytest.mark.parametrize("amounts", QUIET.values(), ids=QUIET)
def test_whole_amounts(amounts: Any) -> None:
    assert_warnings(warnings_for_fractions(amounts, ("memory", "storage"), AT))


FRACTIONS: dict[str, Any] = {
    "thousandths": "100m",
    "thousandths above one": "1500m",
    "a number with a fraction": 0.5,
    "less than a thousandth": "1n",
}


@pytest.mark.parametrize("amount", FRACTIONS.values(), ids=FRACTIONS)
def test_fractions(amount: Any) -> None:
    found = warnings_for_fractions({"cpu": "1m", "memory": amount}, ("storage", "memory"), AT)
    assert_warnings(found, [{"field": "limits[memory]", "message": f"{amount} is not a whole number of bytes."}])


@pytest.mark.parametrize(
    ("amount", "cure"),
    [("1500m", "The suffix m means thousandths"), ("12.8Gi", "such as 13107Mi."), ("0.3Mi", "such as 307Ki.")],
)
def test_what_to_write_instead(amount: str, cure: str) -> None:
    (warning,) = warnings_for_fractions({"memory": amount}, ["memory"], AT)
    assert cure in warning.message


def test_in_the_order_of_the_names() -> None:
    found = warnings_for_fractions({"memory": "1m", "storage": "1m"}, ("storage", "memory"), AT)
    assert [str(warning.path) for warning in found] == ["limits[storage]", "limits[memory]"]
