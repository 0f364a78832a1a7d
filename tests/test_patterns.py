"""No text makes a regular expression slow: each is tried on the worst that can be made for it, 64 KiB long."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tests.support.patterns import Used, all_patterns
from tests.support.worst_texts import worst_texts

Family = tuple[str, str, str]

LENGTH, BAR = 65_536, 0.020
# Short texts show which family is the worst one, and spare a pattern of exponential time the long ones.
LENGTHS = (16, 24, 256, 2048, 8192)
# How many families of texts are tried at full length.
MOST_TRIED, TRIES = 3, 6
# A busy machine takes a multiple of the bar; there the growth decides. Four times the text takes a linear pattern
# four times as long, a quadratic one sixteen times.
BUSY, QUARTER, LINEAR = 4 * BAR, 4, 8


def text_of(family: Family, length: int) -> str:
    before, repeated, after = family
    return before + repeated * max((length - len(before) - len(after)) // len(repeated), 1) + after


def seconds(used: Used, text: str) -> float:
    """The processor's time that a pattern takes on a text, as the product applies it; the best of a few tries.

    Whatever else the machine does makes it longer, so a time below the bar counts at once.
    """
    times: list[float] = []
    while len(times) < TRIES and BAR < min(times, default=2 * BAR) < 5 * BAR:
        times.append(_once(used, text))
    return min(times)


def _once(used: Used, text: str) -> float:
    call = getattr(used.pattern, used.method)
    arguments = ("", text) if used.method in ("sub", "subn") else (text,)
    begun = time.process_time()
    result = call(*arguments)
    if used.method == "finditer":
        for _ in result:
            pass
    return time.process_time() - begun


def is_linear(used: Used, family: Family, length: int) -> bool:
    """Whether a text takes no longer for its length than a quarter of it does, measured in turns at one moment."""
    whole, quarter = text_of(family, length), text_of(family, length // QUARTER)
    pairs = [(_once(used, whole), _once(used, quarter)) for _ in range(TRIES)]
    return min(pair[0] for pair in pairs) <= LINEAR * min(pair[1] for pair in pairs)


def too_slow(used: Used) -> str:
    """The first text found that takes too long, in words; "" if none does. 64 KiB, unless a shorter one shows it."""
    families = list(dict.fromkeys(worst_texts(used.pattern)))
    for length in (*LENGTHS, LENGTH):
        times: dict[Family, float] = {}
        for family in families:
            text = text_of(family, length)
            taken = times[family] = seconds(used, text)
            if taken > BUSY or (taken > BAR and not is_linear(used, family, length)):
                return f"{taken:.3f} s for {length} characters: {text[:80]!r}"
        # The longer the text, the fewer families: those that took longest so far.
        families = sorted(families, key=lambda family: -times[family])[: max(LENGTH // length // 4, MOST_TRIED)]
    return ""


def distinct() -> Iterator[object]:
    seen = set()
    for used in all_patterns():
        if (used.pattern, used.method) not in seen:
            seen.add((used.pattern, used.method))
            yield pytest.param(used, id=f"{used.where} {used.method}")


@pytest.mark.parametrize("used", list(distinct()))
def test_no_text_makes_it_slow(used: Used) -> None:
    found = too_slow(used)
    assert not found, f"{used.where}: {used.method} of {used.pattern.pattern!r} takes {found}"


SLOW = (
    (r"(a+)+b", "search"),
    (r"(?:a|a)*b", "fullmatch"),
    (r"\bsk-[\w-]{20,}T3BlbkFJ", "search"),
    (r"\b[a-z][a-z0-9+.-]*://[^\s@]*@", "search"),
    (r"\s+$", "sub"),
    (r"first.*last", "search"),
)


@pytest.mark.parametrize(("text", "method"), SLOW)
def test_a_slow_one_is_found(text: str, method: str) -> None:
    assert too_slow(Used("", re.compile(text), method))


def test_what_is_found() -> None:
    found = list(all_patterns())
    assert len(found) > 250
    assert {"search", "match", "fullmatch", "sub", "findall"} <= {used.method for used in found}
    assert any(used.where.endswith(".json") for used in found)
