"""The filter that draws the text of rules."""

import pytest

from podbuilder.builder.templatetags.prose import prose

CASES = {
    "nothing": ("", ""),
    "plain text": ("Pin the image.", "<span>Pin the image.</span>"),
    "one backtick alone": ("a ` b", "<span>a ` b</span>"),
    "lines are joined": ("Pin\n  the image.", "<span>Pin the image.</span>"),
    "code": ("Set `runAsUser` to 1", "<span>Set </span><code>runAsUser</code><span> to 1</span>"),
    "code alone": ("`tag`", "<code>tag</code>"),
    "a tag in text and in code": ("<b> `<i>`", "<span>&lt;b&gt; </span><code>&lt;i&gt;</code>"),
}


@pytest.mark.parametrize(("text", "html"), CASES.values(), ids=CASES)
def test_text_is_escaped_and_code_is_marked(text: str, html: str) -> None:
    assert prose(text) == html
