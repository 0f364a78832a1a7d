"""Names with * in place of anything."""

from __future__ import annotations

import pytest

from podbuilder.kube.lint.wildcards import fits, fits_any

PATTERNS: dict[str, tuple[str, str, bool]] = {
    "another name": ("web", "app", False),
    "a part of a name": ("web", "we", False),
    "another beginning": ("web-1", "app-*", False),
    "another end": ("web-1", "*-2", False),
    "a beginning and an end that overlap": ("aba", "ab*ba", False),
    "parts in another order": ("c-b-a", "*b*c*", False),
    "a part that only the end has": ("ab", "a*b*b", False),
    "the name": ("web", "web", True),
    "anything": ("", "*", True),
    "a beginning": ("team-a-db", "team-*", True),
    "an end": ("a.example.com/x", "*/x", True),
    "nothing in its place": ("team-", "team-*", True),
    "parts in order": ("a-b-c", "a*b*c", True),
    "several in a row": ("abc", "a**c", True),
}


@pytest.mark.parametrize(("text", "pattern", "expected"), PATTERNS.values(), ids=PATTERNS)
def test_a_pattern(text: str, pattern: str, *, expected: bool) -> None:
    assert fits(text, pattern) is expected


def test_several_patterns() -> None:
    assert fits_any("db", ("web-*", "d*"))
    assert not fits_any("db", ())
