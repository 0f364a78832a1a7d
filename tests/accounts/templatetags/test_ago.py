"""How long ago something was."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from podbuilder.accounts.templatetags.ago import ago
from tests.support.source_tree import PACKAGE


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=-9), "just now"),
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=61), "1\N{NO-BREAK SPACE}minute ago"),
        (timedelta(minutes=5, seconds=30), "5\N{NO-BREAK SPACE}minutes ago"),
        (timedelta(hours=3, minutes=59), "3\N{NO-BREAK SPACE}hours ago"),
        (timedelta(days=40), "1\N{NO-BREAK SPACE}month ago"),
    ],
)
def test_in_words(span: timedelta, said: str) -> None:
    assert ago(timezone.now() - span) == said


def test_no_page_says_that_something_was_0_minutes_ago() -> None:
    templates = Path(PACKAGE).parent / "templates"
    assert [path.name for path in templates.rglob("*.html") if "|timesince" in path.read_text(encoding="utf-8")] == []
