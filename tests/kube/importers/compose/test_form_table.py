"""Scalars without a form of their own; test_shapes.py holds that every form has a function."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.importers.compose.form_table import VALUES, scalar
from podbuilder.kube.importers.compose.problem import UnreadableValue


@pytest.mark.parametrize(
    ("value", "scalars", "read"),
    [
        ("yes", {"flag"}, True),
        ("3", {"whole"}, 3),
        ("yes", {"text", "null"}, "yes"),
        ("x", {"number"}, "x"),
        (3, {"whole"}, 3),
        (None, {"null"}, None),
    ],
)
def test_scalars(value: Any, scalars: set[str], read: Any) -> None:
    assert scalar(value, scalars) == read


def test_a_text_that_is_no_number() -> None:
    with pytest.raises(UnreadableValue, match="whole number"):
        scalar("x", {"whole"})


def test_commands_and_lists_of_numbers() -> None:
    assert VALUES["command"]("a b") == ["a", "b"]
    assert VALUES["command"](["a b"]) == ["a b"]
    assert VALUES["command"](None) is None
    assert VALUES["scalars"]([80, "a", 1.5]) == ["80", "a", "1.5"]
