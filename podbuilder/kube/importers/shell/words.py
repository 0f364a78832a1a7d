"""A line of a POSIX shell, split into words and operators as the shell splits it; nothing in it is evaluated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from podbuilder.kube.core.limits import MAX_COMMAND_WORDS
from podbuilder.kube.importers.shell.substitution import Unclosed, substitution_at
from podbuilder.kube.importers.shell.token import ShellToken, TokenType

_BLANKS = " \t\r"
_JOINED = re.compile(r"\\\r?\n(?:[ \t]*>[ \t])?")
# A backslash that blanks or a comment keep from the end of its line; PowerShell's and the command prompt's marks.
_ODDLY_JOINED = re.compile(r"\\[ \t]+(?:#[^\n]*)?(?:\n(?:[ \t]*>[ \t])?|\Z)|\\\Z|[`^][ \t]*\r?(?:\n|\Z)")
# A backslash behind which the end of the line got lost: `-d \ --name web`.
_LOST_BREAK = re.compile(r"\\(?:[ \t]{2,}|[ \t](?=-))")
_REDIRECTION = re.compile(r"[0-9]*(?:[<>]&[0-9-]+|&>>|&>|>>|>\||<<<|<<-|<<|<>|>|<)")
_OPERATOR = re.compile(r"&&|\|\||;;|\|&|[;|&()]")
_LONGEST_PATH = 260
_ESCAPED_IN_QUOTES = '"\\$`'


@dataclass(slots=True)
class _WordReader:
    text: str
    numbers: list[int]
    position: int
    tokens: list[ShellToken] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    begun: int = -1

    def take(self, type_: TokenType, length: int) -> None:
        """Add the next characters as a token of their own."""
        self.end_word()
        stop = self.position + length
        written = self.text[self.position : stop].strip()
        self.tokens.append(ShellToken(type_, written, self.position, stop, self.ordinals(self.position, stop)))
        self.position = stop

    def ordinals(self, start: int, stop: int) -> tuple[int, ...]:
        return tuple(dict.fromkeys(number for number in self.numbers[start:stop] if number >= 0))

    def end_word(self) -> None:
        if self.begun < 0:
            return
        numbers, text = self.ordinals(self.begun, self.position), "".join(self.letters)
        token = ShellToken(TokenType.WORD, text, self.begun, self.position, numbers, tuple(self.found))
        self.tokens.append(token)
        self.letters, self.found, self.begun = [], [], -1

    def add(self, letters: str, length: int) -> None:
        """Add letters to the word, for so many characters of the text."""
        if self.begun < 0:
            self.begun = self.position
        self.letters.append(letters)
        self.position += length

    def substitute(self, is_quoted: bool) -> bool:
        """Whether the shell replaces something here, which is then a part of the word."""
        found = substitution_at(self.text, self.position, is_quoted, self.begun < 0)
        if found:
            self.found.append(found)
            self.add(found, len(found))
        return bool(found)

    def is_path_of_windows(self) -> bool:
        """Whether a path such as `c:\\data` is read, whose backslashes another shell leaves there."""
        before, colon, path = "".join(self.letters[-_LONGEST_PATH:]).rpartition(":")
        is_drive = before[-1:].isalpha() and before[-2:-1] in ("", ":", "=", ",")
        return bool(colon) and is_drive and path[:1] in ("", "\\")

    def single_quoted(self) -> None:
        end = self.text.find("'", self.position + 1)
        if end < 0:
            raise Unclosed(self.position)
        self.add(self.text[self.position + 1 : end], end + 1 - self.position)

    def double_quoted(self) -> None:
        opened = self.position
        self.add("", 1)
        while self.position < len(self.text):
            here, after = self.text[self.position], self.text[self.position + 1 : self.position + 2]
            if here == '"':
                self.add("", 1)
                return
            joined = _JOINED.match(self.text, self.position)
            if joined:
                self.add("", joined.end() - self.position)
            elif here == "\\" and after and after in _ESCAPED_IN_QUOTES:
                self.add(after, 2)
            elif not self.substitute(is_quoted=True):
                self.add(here, 1)
        raise Unclosed(opened)

    def step(self) -> bool:
        """Read on by one piece; False at the end of the line."""
        text, position = self.text, self.position
        if position >= len(text):
            self.end_word()
            return False
        here = text[position]
        if here == "\n":
            self.take(TokenType.BREAK, 1)
            return False
        if here in _BLANKS:
            self.end_word()
            self.position += 1
        elif joined := _JOINED.match(text, position):
            self.end_word()
            self.position = joined.end()
        elif odd := self.odd_joint(here):
            self.take(TokenType.JOINT, odd.end() - position)
        elif here == "#" and self.begun < 0:
            end = text.find("\n", position)
            self.take(TokenType.COMMENT, (end if end >= 0 else len(text)) - position)
        else:
            self.read_letters(here)
        return True

    def odd_joint(self, here: str) -> re.Match[str] | None:
        """What joins two lines here in another way than a backslash at the very end."""
        if self.begun < 0:
            return _ODDLY_JOINED.match(self.text, self.position) or _LOST_BREAK.match(self.text, self.position)
        return _ODDLY_JOINED.match(self.text, self.position) if here == "\\" else None

    def read_letters(self, here: str) -> None:
        text, position = self.text, self.position
        if here == "'":
            self.single_quoted()
        elif here == '"':
            self.double_quoted()
        elif here == "\\" and self.is_path_of_windows():
            self.add(here, 1)
        elif here == "\\":
            self.add(text[position + 1], 2)
        elif self.substitute(is_quoted=False):
            return
        elif (self.begun < 0 or here in "<>&") and (found := _REDIRECTION.match(text, position)):
            self.take(TokenType.REDIRECTION, len(found[0]))
        elif found := _OPERATOR.match(text, position):
            self.take(TokenType.OPERATOR, len(found[0]))
        else:
            self.add(here, 1)


def read_line(text: str, start: int, numbers: list[int]) -> tuple[list[ShellToken], int]:
    """The tokens of the line that starts at a position, with the lines joined to it, and where the next line starts.

    It stops where there are more tokens than a paste may have. `numbers` are the `ordinals()` of the text. (Unclosed
    where a quotation mark or a bracket is never closed.)
    """
    reader = _WordReader(text, numbers, start)
    while reader.step() and len(reader.tokens) <= MAX_COMMAND_WORDS:
        pass
    return reader.tokens, reader.position
