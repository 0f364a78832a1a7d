"""What becomes of the words behind the image, which are passed to the program in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.container_settings.command_words import set_arguments
from podbuilder.kube.importers.docker_run.flag_context import ReadCommand
from podbuilder.kube.importers.docker_run.flag_table import table_of
from podbuilder.kube.importers.docker_run.substituted_text import in_words
from podbuilder.kube.importers.shell.token import ShellToken
from podbuilder.kube.secret_scanning.scanner import find

# What docker calls these words: [COMMAND] [ARG...].
COMMAND = "COMMAND"
# Short flags that programs have, too, and the values that only docker's take.
_SHORT = {
    "-e": re.compile(r"[A-Z_][A-Z0-9_]{0,60}=.*", re.DOTALL),
    "-p": re.compile(r"[0-9-]{1,11}:[0-9-]{1,11}(?:/(?:tcp|udp))?"),
    "-v": re.compile(r"[^:\s]{1,300}:/[^:\s]{0,300}(?::[a-zA-Z,]{1,40})?"),
}
_ALONE = ("-d", "-it", "-ti", "-i", "-t", "-dit", "-itd")


def argument_lines(command: ReadCommand) -> Iterator[ReportLine]:
    """Pass the words to the program; the lines of the report about them."""
    words = command.line.arguments
    if not words:
        return
    to = set_arguments(command.parts, command.arguments)
    flags = _docker_flags(words, command.run.program)
    rest = list(words)
    for own in flags:
        rest = rest[len(own) :]
        says = f"It stands behind the image, so the program in it gets it, and not {command.run.program}."
        yield ReportLine(_name(own[0].text), Outcome.DIFFERENT, to, says, ordinals_of(own))
    if rest:
        outcome, says = about_words(command.arguments, rest)
        yield ReportLine(COMMAND, outcome, to, says, ordinals_of(rest))


def _docker_flags(words: Sequence[ShellToken], program: str) -> list[list[ShellToken]]:
    """The first words that look like flags of docker which somebody wrote behind the image."""
    table = table_of(program)
    found: list[list[ShellToken]] = []
    at = 0
    while at < len(words):
        text = words[at].text
        following = words[at + 1].text if at + 1 < len(words) else ""
        flag = table.find(_name(text)[2:]) if text.startswith("--") else None
        if flag or text in _ALONE:
            length = 1 if flag is None or flag.boolean or "=" in text else 2
        elif text in _SHORT and _SHORT[text].fullmatch(following):
            length = 2
        else:
            break
        found.append(list(words[at : at + length]))
        at += length
    return found


def about_words(arguments: Sequence[str], rest: Sequence[ShellToken]) -> tuple[Outcome, str]:
    """What there is to say of words that are passed to a program, of all of them and of those that are left."""
    substitutions = [one for word in rest for one in word.substitutions]
    if substitutions:
        return Outcome.QUESTION, in_words(substitutions)
    leaks = find({"spec": {"containers": [{"args": list(arguments)}]}})
    if leaks:
        return Outcome.DIFFERENT, f"{leaks[0].in_words} A variable from a Secret keeps it out of the pod."
    return Outcome.CARRIED, ""


def _name(text: str) -> str:
    return text.partition("=")[0]


def ordinals_of(words: Sequence[ShellToken]) -> tuple[int, ...]:
    """The numbers of these words."""
    return tuple(dict.fromkeys(number for word in words for number in word.ordinals))
