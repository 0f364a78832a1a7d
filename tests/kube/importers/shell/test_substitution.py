"""What a shell replaces, and how far it goes."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.shell.substitution import Unclosed, substitution_at

FOUND = {
    "a variable": ("$HOME/x", "$HOME"),
    "an argument": ("$1x", "$1"),
    "a status": ("$?", "$?"),
    "in braces": ("${HOME}/x", "${HOME}"),
    "with a default": ("${A:-${B:-c}}:/d", "${A:-${B:-c}}"),
    "a command": ("$(pwd)/x", "$(pwd)"),
    "a command within a command": ("$(dirname $(pwd))", "$(dirname $(pwd))"),
    "a bracket in quotes": ("$(echo ')' \"(\")x", "$(echo ')' \"(\")"),
    "a command in backquotes": ("`pwd`/x", "`pwd`"),
    "as a Makefile writes it": ("$$PWD:/x", "$$PWD"),
    "a command as a Makefile writes it": ("$$(pwd):/x", "$$(pwd)"),
    "the number of the process": ("$$", "$$"),
    "four dollars": ("$$$$", "$$"),
    "a dollar sign": ("$", ""),
    "a price": ("$.", ""),
    "a backquote": ("`pwd", ""),
    "of Windows": ("%cd%\\x", "%cd%"),
    "a percent sign": ("%d", ""),
    "twice as many": ("%%IMAGE%%", ""),
    "a gap": ("<password>", "<password>"),
    "a gap of several words": ("<your user name>:x", "<your user name>"),
    "a file to read": ("<in >out", ""),
    "a letter": ("x", ""),
}


@pytest.mark.parametrize(("text", "found"), FOUND.values(), ids=FOUND)
def test_what_is_replaced(text: str, found: str) -> None:
    assert substitution_at(text, 0) == found


HOME = {
    "a home folder": ("~/x", {"begins": True}, "~"),
    "nothing else": ("~", {"begins": True}, "~"),
    "within a word": ("~/x", {}, ""),
    "in quotes": ("~/x", {"begins": True, "is_quoted": True}, ""),
    "of somebody": ("~me", {"begins": True}, ""),
}


@pytest.mark.parametrize(("text", "where", "found"), HOME.values(), ids=HOME)
def test_the_home_folder(text: str, where: dict[str, bool], found: str) -> None:
    assert substitution_at(text, 0, **where) == found


@pytest.mark.parametrize("text", ["$(pwd", "${A", "$(a" + " " * 3000 + ")"])
def test_a_bracket_that_is_never_closed(text: str) -> None:
    with pytest.raises(Unclosed):
        substitution_at(text, 0)
