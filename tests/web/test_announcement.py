"""What is read out is short."""

from __future__ import annotations

import pytest

from podbuilder.web.announcement import LONGEST, announced

TEXTS = {
    "nothing": ("", ""),
    "a sentence": ("Kubernetes 1.36 accepts it.", "Kubernetes 1.36 accepts it."),
    "as long as can be": ("x" * LONGEST, "x" * LONGEST),
    "too long": ("x" * (LONGEST + 1), "x" * (LONGEST - 1) + "…"),
}


@pytest.mark.parametrize(("text", "said"), TEXTS.values(), ids=TEXTS)
def test_what_is_read_out(text: str, said: str) -> None:
    assert announced(text) == said
