"""Signs that are words by themselves."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import diagnose

SAID = {
    "a code": ("Error: getaddrinfo ENOTFOUND db", ["app-dependency-unreachable"]),
    "letters at the ends of words": ("the file not found here", []),
    "letters at the ends of others": ("the access to the volume permits writing", []),
}


@pytest.mark.parametrize(("text", "labels"), SAID.values(), ids=SAID)
def test_a_word_stands_by_itself(text: str, labels: list[str]) -> None:
    assert [cause.label for cause in diagnose(text)] == labels
