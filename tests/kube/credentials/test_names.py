"""Texts that look randomly generated, and texts that only look long."""

from __future__ import annotations

import pytest

from podbuilder.kube.credentials.names import is_random

RANDOM = "q8Zr2LmX0vB7nK4tW9sq"
# The bits of entropy are those of one sign; the bounds are 3.7, and 3.0 for hexadecimal digits.
TELLING = {
    "a random text": (RANDOM, True),
    "with the signs of base64": ("q8Zr2LmX0vB7+K4/W9s=", True),
    "of two hundred signs": (RANDOM * 10, True),
    "of 3.72 bits": ("aabbccddeeffghijk123", True),
    "hexadecimal of 3.15 bits": ("01234567a01234567a01", True),
    "of 3.62 bits": ("aabbccddeeffgghij123", False),
    "hexadecimal of 2.97 bits": ("a0b1c2d3a0b1c2d3a0b1", False),
    "nineteen signs": (RANDOM[:19], False),
    "two hundred and one": (f"{RANDOM * 10}q", False),
    "with a space": (f"{RANDOM[:10]} {RANDOM[10:]}", False),
    "with a sign of no key": (f"{RANDOM}!", False),
    "no digit": ("qwZrxLmXyvBznKutWiso", False),
    "no letter": ("01234567890123456789", False),
}


@pytest.mark.parametrize(("text", "random"), TELLING.values(), ids=TELLING)
def test_random_texts(text: str, random: bool) -> None:
    assert is_random(text) is random
