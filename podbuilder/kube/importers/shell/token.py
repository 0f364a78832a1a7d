"""The pieces of a shell's line: words, operators, and what only the shell or the person at it needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TokenType(StrEnum):
    """What a piece of a line is."""

    WORD = "word"
    OPERATOR = "operator"  # what ends a command: `;`, `&&`, `|`
    REDIRECTION = "redirection"  # the next word is a file, and no word of the command
    COMMENT = "comment"
    JOINT = "joint"  # joins two lines in another way than a backslash at the very end
    BREAK = "break"  # the end of a line that is not joined to the next


@dataclass(frozen=True, slots=True)
class ShellToken:
    """A piece of a line, with quotes taken off where it is a word."""

    type: TokenType
    text: str
    start: int
    stop: int
    ordinals: tuple[int, ...] = ()
    # What the shell would replace in a word, as it is written: `$HOME`, `$(pwd)`, `~`; and gaps such as `<password>`.
    substitutions: tuple[str, ...] = ()

    @property
    def is_substituted(self) -> bool:
        """Whether the shell makes the whole word."""
        return self.substitutions == (self.text,)
