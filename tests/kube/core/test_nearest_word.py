"""Which known word somebody may have meant."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.nearest_word import nearest

KNOWN = ("image", "imagePullPolicy", "name", "ports")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("command", ""),
        ("", ""),
        ("image" + "x" * 100_000, ""),
        ("imag", "image"),
        ("imagePulPolicy", "imagePullPolicy"),
    ],
    ids=["none is near", "no word", "a very long word", "a letter too few", "a letter left out"],
)
def test_nearest(word: str, meant: str) -> None:
    assert nearest(word, KNOWN) == meant


def test_how_alike_they_must_be() -> None:
    assert nearest("part", KNOWN, cutoff=0.9) == ""
    assert nearest("part", KNOWN, cutoff=0.5) == "ports"
