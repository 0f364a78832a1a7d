"""Signs that are words by themselves."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import diagnose
from podbuilder.kube.troubleshooting.signs import pulling

SAID = {
    "a code": ("Error: getaddrinfo ENOTFOUND db", ["app-dependency-unreachable"]),
    "letters at the ends of words": ("the file not found here", []),
    "letters at the ends of others": ("the access to the volume permits writing", []),
}


@pytest.mark.parametrize(("text", "labels"), SAID.values(), ids=SAID)
def test_a_word_stands_by_itself(text: str, labels: list[str]) -> None:
    assert [cause.label for cause in diagnose(text)] == labels


def test_a_number_of_a_digest_is_no_answer_of_a_registry() -> None:
    assert all(sign.endswith(r" … 401 ~ (?i)\b401\b") for sign in pulling("401"))
    digest = 'Failed to pull image "a@sha256:a401b": manifest unknown'
    assert [cause.label for cause in diagnose(digest)] == ["image-not-found"]
