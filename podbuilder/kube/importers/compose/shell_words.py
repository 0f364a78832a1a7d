"""The words of a `command` or an `entrypoint` that is written as one text.

Compose splits it as a shell would and never runs a shell: it ends at the first `&`, `;`, `|`, `<` or `>` outside of
quotes, and what follows is silently gone. Mirrors shellwords.go of mattn/go-shellwords v1.0.12, as compose-go v2.9.1
calls it.
"""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.importers.compose.problem import UnreadableValue

_SPACES = " \t\r\n"
_OPERATORS = ";&|<>"
# Linux takes no longer word.
_LONGEST = 131_072
_DIGITS = "0123456789"
# Quotes, and those within which they are letters like others. `)` stands for an open `$(`.
_LETTERS_WITHIN = {
    "`": {"'", '"', ")"},
    ")": {"'", '"', "`"},
    "(": {"'", '"', "`"},
    '"': {"'", ")"},
    "'": {'"', ")"},
}
_UNREADABLE = "Quotes and parentheses must be closed. To run a command in a shell, write [sh, -c, …]."


class ShellWords(NamedTuple):
    """The words, and what Compose leaves out from the first operator on."""

    words: list[str]
    left_out: str = ""


def split(line: str) -> ShellWords:
    """The words of a line (UnreadableValue for open quotes, and for parentheses other than `$( )`)."""
    if len(line) > _LONGEST:
        raise UnreadableValue(f"A command has at most {_LONGEST:,} characters.")
    words = _Words()
    for at, letter in enumerate(line):
        if not words.take(letter):
            return ShellWords(words.finished(), line[at:])
    return ShellWords(words.finished())


class _Words:
    """The words so far, and which quotes are open: a backquote may have others within it."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._word: list[str] = []
        self._has_word = self._is_escaped = False
        self._open: set[str] = set()

    def take(self, letter: str) -> bool:
        """Add a letter; False where the command ends before it."""
        if self._is_escaped:
            self._is_escaped = False
            self._add(letter)
        elif letter == "\\" and "'" not in self._open:
            self._is_escaped = True
        elif letter in _SPACES and self._open:
            self._word.append(letter)
        elif letter in _SPACES:
            self._end()
        elif letter in _LETTERS_WITHIN and not self._open & _LETTERS_WITHIN[letter]:
            self._toggle(letter)
        elif letter in _OPERATORS and not self._open:
            # Digits before a redirection are the number of a file.
            self._has_word = self._has_word and not (letter == ">" and self._word and self._word[0] in _DIGITS)
            return False
        else:
            self._add(letter)
        return True

    def _toggle(self, letter: str) -> None:
        """Open or close quotes."""
        if letter == "(" and (")" in self._open or self._word[-1:] != ["$"]):
            raise UnreadableValue(_UNREADABLE)
        # sic: a parenthesis that closes nothing opens something.
        self._open ^= {")" if letter == "(" else letter}
        if letter in "\"'":
            self._has_word = self._has_word or letter not in self._open
        else:
            self._add(letter)

    def _add(self, letter: str) -> None:
        self._word.append(letter)
        self._has_word = True

    def _end(self) -> None:
        if self._has_word:
            self._words.append("".join(self._word))
            self._word = []
            self._has_word = False

    def finished(self) -> list[str]:
        if self._open or self._is_escaped:
            raise UnreadableValue(_UNREADABLE)
        self._end()
        return self._words
