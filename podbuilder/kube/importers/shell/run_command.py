"""The commands of a paste that are looked for: `docker run` and its like, with what stands before and between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from podbuilder.kube.importers.shell.command_grammar import CommandGrammar, Invocation, program_of
from podbuilder.kube.importers.shell.token import ShellToken, TokenType

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=")
# What may stand before a program: words that the shell or another program takes for itself.
_PREFIXES = {"time", "exec", "nohup", "command", "do", "then", "else", "!", "{", "winpty", "doas", "call", "&"}
_SUDO_WITH_VALUE = {"-u", "-g", "-p", "-C", "-h", "-D", "-R", "-T", "--user", "--group"}


class Aside(NamedTuple):
    """Words of a paste that are no flag and no argument of a command, and what there is to say of them."""

    at: str
    says: str
    ordinals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunCommand:
    """A command that was looked for: the words behind its verb, and the variables set for it alone."""

    program: str
    verb: str
    words: tuple[ShellToken, ...]
    ordinals: tuple[int, ...]  # of the program and its verb
    asides: tuple[Aside, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As people call it: `docker run`."""
        return f"{self.program} {self.verb}"


def commands_of(tokens: Sequence[ShellToken], grammar: CommandGrammar) -> Iterator[RunCommand]:
    """The commands of a line that a grammar knows."""
    simple: list[ShellToken] = []
    for token in (*tokens, ShellToken(TokenType.OPERATOR, "", 0, 0)):
        if token.type is TokenType.OPERATOR:
            command = _command(simple, grammar)
            if command:
                yield command
            simple = []
        elif token.type in (TokenType.WORD, TokenType.REDIRECTION):
            simple.append(token)


def _command(tokens: list[ShellToken], grammar: CommandGrammar) -> RunCommand | None:
    words, redirections = _without_redirections(tokens)
    start, environment = _program_at(words, grammar.programs)
    found = grammar.read(words[start:]) if start < len(words) else None
    if found is None:
        return None
    asides = [*_before(words[:start]), *_options(found), *redirections]
    return RunCommand(found.program, found.verb, found.words, _ordinals(found.own), tuple(asides), environment)


def _without_redirections(tokens: list[ShellToken]) -> tuple[list[ShellToken], list[Aside]]:
    """The words of a command without the files that the shell connects it with."""
    words: list[ShellToken] = []
    asides = []
    before: ShellToken | None = None
    for token in tokens:
        if before is not None:
            both = [before, token]
            says = "The shell reads or writes this file; a pod's output is in its log: kubectl logs."
            asides.append(Aside(f"{before.text} {token.text}", says, _ordinals(both)))
            before = None
        elif token.type is TokenType.REDIRECTION:
            before = None if "&" in token.text[1:] else token
        else:
            words.append(token)
    return words, asides


def _program_at(words: list[ShellToken], programs: tuple[str, ...]) -> tuple[int, dict[str, str]]:
    """Where the program's name stands, behind sudo and its like, and the variables set before it; else the end."""
    environment: dict[str, str] = {}
    at = 0
    while at < len(words):
        text = words[at].text
        assigned = _ASSIGNMENT.match(text)
        if program_of(text) in programs:
            return at, environment
        if assigned:
            environment[assigned[1]] = text[assigned.end() :]
        elif text in ("sudo", "env"):
            at = _behind_options(words, at)
        elif text not in _PREFIXES:
            break
        at += 1
    return len(words), environment


def _behind_options(words: list[ShellToken], at: int) -> int:
    """The last of the options of sudo or env."""
    while at + 1 < len(words) and words[at + 1].text.startswith("-"):
        at += 1 + (words[at + 1].text in _SUDO_WITH_VALUE)
    return at


def _before(words: list[ShellToken]) -> Iterator[Aside]:
    if words:
        yield Aside(words[0].text.partition("=")[0], "This is about the shell that runs the command.", _ordinals(words))


def _options(found: Invocation) -> Iterator[Aside]:
    if found.options:
        yield Aside(found.options[0].text.partition("=")[0], found.says, _ordinals(found.options))


def _ordinals(tokens: Sequence[ShellToken]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for token in tokens for number in token.ordinals))
