"""How commands of one kind of program are recognised in what people paste."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from podbuilder.kube.importers.shell.token import ShellToken


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of a program: its name and verb, what stands between them, and the words behind the verb."""

    program: str
    verb: str
    own: tuple[ShellToken, ...]
    words: tuple[ShellToken, ...]
    # Options of the program itself, and what there is to say of them all.
    options: tuple[ShellToken, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class CommandGrammar:
    """Programs whose commands are read. Patterns find the lines and the sentences that may hold one."""

    programs: tuple[str, ...]
    mention: re.Pattern[str]
    beginning: re.Pattern[str]
    # A command within a sentence, between backticks.
    quotation: re.Pattern[str]
    # The words from the program's name on; None if its verb is another one.
    read: Callable[[Sequence[ShellToken]], Invocation | None]
    # What is said where there is no command, and of what is none.
    missing: str
    other: str


def program_of(word: str) -> str:
    """The program that a word runs: docker for /usr/bin/docker and docker.exe."""
    return re.split(r"[/\\]", word)[-1].lower().removesuffix(".exe")
