"""A README is somebody else's text on our page: it can say what it likes and do nothing."""

from __future__ import annotations

import pytest

from podbuilder.web.markdown import render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain *words*", "<p>plain <em>words</em></p>\n"),
        ("# Title", "<h3>Title</h3>\n"),
        ("###### Deep", "<h6>Deep</h6>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](JaVaScRiPt:alert(1))", "<p>[a](JaVaScRiPt:alert(1))</p>\n"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ("[a](/x?y=1&z=2)", '<p><a href="/x?y=1&amp;z=2" rel="nofollow noopener ugc">a</a></p>\n'),
        (
            '[a](https://a.example "b\\" onclick=")',
            '<p><a href="https://a.example" title="b&quot; onclick=" rel="nofollow noopener ugc">a</a></p>\n',
        ),
        (
            "<https://a.example>",
            '<p><a href="https://a.example" rel="nofollow noopener ugc">https://a.example</a></p>\n',
        ),
        (
            "![a](https://a.example/b.png)",
            '<p>!<a href="https://a.example/b.png" rel="nofollow noopener ugc">a</a></p>\n',
        ),
        (
            "```<img src=x>\na\n```",
            '<pre tabindex="0" role="region" aria-label="Code"><code class="language-&lt;img">a\n</code></pre>\n',
        ),
        ("    a <b>", '<pre tabindex="0" role="region" aria-label="Code"><code>a &lt;b&gt;\n</code></pre>\n'),
        ("", ""),
    ],
)
def test_readme(text: str, html: str) -> None:
    assert render(text) == html


def test_a_table_has_no_style_and_can_be_scrolled() -> None:
    html = render("| a | b |\n|:--|--:|\n| 1 | <i> |\n")
    assert "style" not in html
    assert "<td>&lt;i&gt;</td>" in html
    assert html.startswith('<div class="table-scroll" tabindex="0"')


def test_what_is_nested_without_end_ends() -> None:
    assert len(render("> " * 5000 + "[" * 5000)) < 200_000
