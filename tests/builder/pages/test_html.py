"""HTML written by hand."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.html import escaped


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("plain text; é", "plain text; é"),
        ("a & b", "a &amp; b"),
        ("<b>", "&lt;b&gt;"),
        ('say "no"', "say &quot;no&quot;"),
        ("it's", "it&#x27;s"),
    ],
)
def test_what_is_special_is_escaped(text: str, html: str) -> None:
    assert escaped(text) == html
