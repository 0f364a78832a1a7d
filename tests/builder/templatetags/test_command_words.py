"""The filter that draws commands."""

import pytest

from podbuilder.builder.templatetags.command_words import command_words

LONG = ",".join(["persistentvolumeclaims"] * 4)
CASES = {
    "nothing": ("", ""),
    "plain words": ("kubectl get pods", "kubectl get pods"),
    "blanks and lines stay": ("a  b\n c", "a  b\n c"),
    "a short list": ("a,b", "a,b"),
    "a flag": ("get --all x", 'get <span class="command__word">--all</span> x'),
    "a tag": ("<b> -<i>", '&lt;b&gt; <span class="command__word">-&lt;i&gt;</span>'),
    "a long list": (LONG, LONG.replace(",", ",<wbr>")),
    "a long word with a hyphen": (f"-{LONG}", f"-{LONG}".replace(",", ",<wbr>")),
}


@pytest.mark.parametrize(("command", "html"), CASES.values(), ids=CASES)
def test_words_stay_in_one_piece(command: str, html: str) -> None:
    assert command_words(command) == html
