"""Sizes, durations and numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podbuilder.kube.importers.compose import measures
from podbuilder.kube.importers.compose.problem import UnreadableValue

SECOND = 10**9
READ: dict[str, tuple[Callable[[Any], Any], Any, Any]] = {
    "a boolean": (measures.flag, False, False),
    "a word for yes": (measures.flag, "Yes", True),
    "a word for no": (measures.flag, "off", False),
    "a whole number": (measures.whole, 3, 3),
    "a text that is one": (measures.whole, "-3", -3),
    "the whole part of a number": (measures.whole, 73.9, 73),
    "all devices": (measures.device_count, "ALL", -1),
    "two devices": (measures.device_count, "2", 2),
    "a decimal": (measures.decimal, ".5e1", 5.0),
    "a decimal that is a number": (measures.decimal, 2, 2.0),
    "an octal mode": (measures.file_mode, "0440", 0o440),
    "a mode that is a number": (measures.file_mode, 288, 288),
    "bytes": (measures.size, 7, 7),
    "a number with a fraction": (measures.size, 1.5, 0),
    "a text of bytes": (measures.size, "7b", 7),
    "a text without a unit": (measures.size, "7", 7),
    "mega": (measures.size, "512m", 512 << 20),
    "giga with a fraction": (measures.size, "1.5GB", 3 << 29),
    "kibi": (measures.size, "1KiB", 1024),
    "a blank before the unit": (measures.size, "2 g", 2 << 30),
    "a duration": (measures.duration, "1h5m30s20ms", 3930 * SECOND + 20 * 10**6),
    "days and weeks": (measures.duration, "1w1d", 8 * 24 * 3600 * SECOND),
    "a fraction": (measures.duration, "1.5s", 3 * SECOND // 2),
    "a fraction alone": (measures.duration, "-.5s", -SECOND // 2),
    "a point at the end": (measures.duration, "1.s", SECOND),
    "no time": (measures.duration, "+0", 0),
}


@pytest.mark.parametrize(("read", "value", "found"), [pytest.param(*case, id=name) for name, case in READ.items()])
def test_what_is_read(read: Callable[[Any], Any], value: Any, found: Any) -> None:
    assert read(value) == found


UNREADABLE: dict[str, tuple[Callable[[Any], Any], Any, str]] = {
    "another word": (measures.flag, "maybe", "true or false"),
    "letters": (measures.whole, "x", "whole number"),
    "too big": (measures.whole, 1 << 63, "too big"),
    "other devices": (measures.device_count, "some", "whole number"),
    "no decimal": (measures.decimal, "1,5", "such as 0.5"),
    "no octal": (measures.file_mode, "0888", "octal"),
    "a size of letters": (measures.size, "lots", "must be a size"),
    "a size below zero": (measures.size, "-1", "must be a size"),
    "a size without a number": (measures.size, " m", "must be a size"),
    "an unknown unit": (measures.size, "1x", "must be a size in b"),
    "too long a unit": (measures.size, "1mbit", "must be a size in b"),
    "more after bytes": (measures.size, "1bb", "must be a size in b"),
    "too much": (measures.size, "99999999999g", "too big"),
    "no unit": (measures.duration, "90", "must be a duration"),
    "an unknown unit of time": (measures.duration, "1y", "must be a duration"),
    "no number": (measures.duration, ".s", "must be a duration"),
    "nothing": (measures.duration, "", "must be a duration"),
    "for ever": (measures.duration, "99999999w", "must be a duration"),
    "only a sign": (measures.duration, "-", "must be a duration"),
}


@pytest.mark.parametrize(
    ("read", "value", "words"), [pytest.param(*case, id=name) for name, case in UNREADABLE.items()]
)
def test_what_cannot_be_read(read: Callable[[Any], Any], value: Any, words: str) -> None:
    with pytest.raises(UnreadableValue, match=words):
        read(value)
