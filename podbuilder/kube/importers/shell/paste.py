"""A whole paste from a terminal or a document: the commands that are looked for, and all that stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from podbuilder.kube.core.limits import MAX_COMMAND_WORDS, MAX_COMMANDS, MAX_PASTE
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.importers.shell.command_grammar import CommandGrammar
from podbuilder.kube.importers.shell.ordinals import ordinals
from podbuilder.kube.importers.shell.run_command import Aside, RunCommand, commands_of
from podbuilder.kube.importers.shell.substitution import Unclosed
from podbuilder.kube.importers.shell.token import ShellToken, TokenType
from podbuilder.kube.importers.shell.words import read_line

_PROMPT = re.compile(
    r"[ \t]*(?:(?:[$#>%❯]|PS [A-Za-z]:[^>\n]{0,200}>|[A-Za-z]:\\[^>\n]{0,200}>|"
    r"[\w.@~:/-]{1,80}[$#]|\[[^\]\n]{0,80}\][$#])[ \t]+)?"
)
_JOINT_SAYS = {
    "\\": "This backslash is not the last of its line, so a shell does not join what follows; here it does.",
    "`": "PowerShell joins lines with a backtick.",
    "^": "The command prompt of Windows joins lines with ^.",
}
_COMMENT_SAYS = "This is a comment. A shell ends the command before it."


@dataclass(frozen=True, slots=True)
class Paste:
    """The commands of a paste, and its other words."""

    commands: tuple[RunCommand, ...]
    asides: tuple[Aside, ...]


def read_paste(text: str, grammar: CommandGrammar) -> Paste:
    """The commands of a paste that a grammar knows (ImportRefused if there is none, or more than can be read)."""
    if len(text) > MAX_PASTE:
        raise ImportRefused(f"A paste of more than {MAX_PASTE:,} characters is not read.")
    numbers = ordinals(text)
    commands: list[RunCommand] = []
    asides: list[Aside] = []
    pieces = 0
    for tokens in _lines(text, numbers, grammar):
        found = list(commands_of(tokens, grammar))
        pieces += len(tokens) if found else 0
        commands += found
        asides += _marks(tokens) if found else ()
    _check(commands, pieces, grammar.missing)
    asides += [aside for command in commands for aside in command.asides]
    claimed = {number for aside in asides for number in aside.ordinals}
    claimed.update(number for command in commands for number in command.ordinals)
    claimed.update(number for command in commands for word in command.words for number in word.ordinals)
    return Paste(tuple(commands), (*asides, *_rest(text, numbers, claimed, grammar.other)))


def _check(commands: list[RunCommand], pieces: int, missing: str) -> None:
    if not commands:
        raise ImportRefused(missing)
    if len(commands) > MAX_COMMANDS:
        raise ImportRefused(f"There are {len(commands)} commands; at most {MAX_COMMANDS} are read at once.")
    if pieces > MAX_COMMAND_WORDS:
        raise ImportRefused(f"Commands of more than {MAX_COMMAND_WORDS:,} words are not read.")


def _lines(text: str, numbers: list[int], grammar: CommandGrammar) -> Iterator[list[ShellToken]]:
    """The tokens of the lines that may hold a command."""
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        start = _PROMPT.match(text, position, end)
        begin = start.end() if start else position
        code = grammar.quotation.search(text, position, end)
        if code:
            yield read_line(text[: code.end(1)], code.start(1), numbers)[0]
        elif grammar.mention.search(text, begin, end) or text[:end].endswith("\\"):
            try:
                tokens, end = read_line(text, begin, numbers)
                yield tokens
                position = end
                continue
            except Unclosed as problem:
                if grammar.beginning.match(text, begin):
                    line = text.count("\n", 0, problem.args[0]) + 1
                    raise ImportRefused(f"A quotation mark or a bracket in line {line} is never closed.") from problem
        position = end + 1


def _marks(tokens: list[ShellToken]) -> Iterator[Aside]:
    for token in tokens:
        if token.type is TokenType.JOINT:
            yield Aside(token.text[:1], _JOINT_SAYS[token.text[0]], token.ordinals)
        elif token.type is TokenType.COMMENT:
            yield Aside("#", _COMMENT_SAYS, token.ordinals)


def _rest(text: str, numbers: list[int], claimed: set[int], says: str) -> Iterator[Aside]:
    """What nobody has claimed: prompts, other commands, sentences; neighbours together."""
    words: dict[int, tuple[int, int]] = {}
    for position, number in enumerate(numbers):
        if number >= 0 and number not in claimed:
            start, _ = words.get(number, (position, position))
            words[number] = (start, position + 1)
    group: list[int] = []
    for number in words:
        group.append(number)
        if number + 1 not in words:
            written = " ".join(text[words[group[0]][0] : words[number][1]].split())
            yield Aside(cut(written), says, tuple(group))
            group = []
