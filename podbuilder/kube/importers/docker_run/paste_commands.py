"""The commands of a paste, each read by its program's flags, and the pods that they become."""

from __future__ import annotations

from dataclasses import replace

from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.importers.container_settings.imported_pod import ImportedPod
from podbuilder.kube.importers.container_settings.object_names import free
from podbuilder.kube.importers.docker_run.command_line import CommandLine, Option, read_command_line
from podbuilder.kube.importers.docker_run.flag_context import ReadCommand
from podbuilder.kube.importers.docker_run.flag_table import table_of
from podbuilder.kube.importers.docker_run.pod_groups import pod_groups, pod_name, value_of
from podbuilder.kube.importers.docker_run.substituted_text import substituted
from podbuilder.kube.importers.question import Questions
from podbuilder.kube.importers.shell.paste import Paste
from podbuilder.kube.importers.shell.token import ShellToken

# Flags that ask about the file or folder themselves.
_ASK_THEMSELVES = ("volume", "mount", "env-file", "label-file")


def read_commands(paste: Paste, questions: Questions) -> list[ReadCommand]:
    """The commands with their pods; the answers stand where the shell would have put something."""
    lines = [answered(read_command_line(run.words, table_of(run.program)), questions) for run in paste.commands]
    commands: dict[int, ReadCommand] = {}
    taken: set[str] = set()
    for group in pod_groups(lines):
        members = [lines[number] for number in group]
        name = free(pod_name(members, _container_name(members[0])), taken)
        taken.add(name)
        pod = ImportedPod(name, questions)
        for number, line in zip(group, members, strict=True):
            parts = pod.add_container(_container_name(line))
            words = tuple(token.text for token in line.arguments)
            commands[number] = ReadCommand(paste.commands[number], line, value_of(line, "name"), parts, words)
    return [commands[number] for number in range(len(lines))]


def _container_name(line: CommandLine) -> str:
    """The name of a container: its own, or the last part of its image."""
    return value_of(line, "name") or _short_name(line.operand.text if line.operand else "")


def _short_name(image: str) -> str:
    try:
        return parse(image).name
    except ImageError:
        return image.rpartition("/")[2].partition(":")[0]


def answered(line: CommandLine, questions: Questions) -> CommandLine:
    """The command with the answers in place of what the shell would have put there."""
    options = [_option(option, questions) for option in line.options]
    operand = _token(line.operand, questions) if line.operand else None
    arguments = tuple(_token(token, questions) for token in line.arguments)
    return replace(line, options=options, operand=operand, arguments=arguments)


def _option(option: Option, questions: Questions) -> Option:
    asks = option.flag.name not in _ASK_THEMSELVES and not (option.flag.nothing or option.flag.left)
    value, still = substituted(option.value, option.substitutions, questions, asks)
    return replace(option, value=value, substitutions=still)


def _token(token: ShellToken, questions: Questions) -> ShellToken:
    text, still = substituted(token.text, token.substitutions, questions)
    return replace(token, text=text, substitutions=still)
