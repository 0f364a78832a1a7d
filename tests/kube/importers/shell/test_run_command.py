"""Which commands run a container, and what stands around them."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.importers.docker_run.engine_grammar import ENGINES
from podbuilder.kube.importers.shell.ordinals import ordinals
from podbuilder.kube.importers.shell.run_command import RunCommand, commands_of
from podbuilder.kube.importers.shell.words import read_line


def found(text: str) -> list[RunCommand]:
    return list(commands_of(read_line(text, 0, ordinals(text))[0], ENGINES))


def words(command: RunCommand) -> str:
    return " ".join([command.name, *(word.text for word in command.words)])


COMMANDS = {
    "docker": ("docker run -d nginx", ["docker run -d nginx"]),
    "its long form": ("docker container create nginx", ["docker create nginx"]),
    "podman and nerdctl": ("podman run a; nerdctl create b", ["podman run a", "nerdctl create b"]),
    "a path": ("/usr/bin/docker run nginx", ["docker run nginx"]),
    "of Windows": ("docker.exe run nginx", ["docker run nginx"]),
    "behind others": ("docker pull x && docker run x || exit", ["docker run x"]),
    "with sudo": ("sudo -E -u me docker run nginx", ["docker run nginx"]),
    "with variables": ("A=b env C=d time docker run nginx", ["docker run nginx"]),
    "in a loop": ("for i in 1 2; do docker run nginx; done", ["docker run nginx"]),
    "with options of its own": ("docker -H tcp://x --context=y -D run nginx", ["docker run nginx"]),
    "with files": ("docker run a >out 2>&1 <in b", ["docker run a b"]),
    "another command": ("docker ps", []),
    "no command": ("docker", []),
    "options alone": ("docker -H x", []),
    "of another program": ("echo docker run nginx", []),
    "a sentence": ("With docker run nginx it starts", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), COMMANDS.values(), ids=COMMANDS)
def test_commands_are_found(text: str, expected: list[str]) -> None:
    assert [words(command) for command in found(text)] == expected


def test_variables_are_kept() -> None:
    (command,) = found("A=b C= docker run nginx")
    assert command.environment == {"A": "b", "C": ""}


ASIDES: dict[str, tuple[str, list[Any]]] = {
    "sudo": ("sudo docker run x", [("sudo", (0,))]),
    "a variable": ("A=secret docker run x", [("A", (0,))]),
    "an engine": ("docker -H x -D run y", [("-H", (1, 2, 3))]),
    "a file": ("docker run x > y", [("> y", (3, 4))]),
    "a file without a name": ("docker run x >", []),
}


@pytest.mark.parametrize(("text", "expected"), ASIDES.values(), ids=ASIDES)
def test_what_stands_around_is_told(text: str, expected: list[Any]) -> None:
    (command,) = found(text)
    assert [(aside.at, aside.ordinals) for aside in command.asides] == expected
    assert all(aside.says.endswith(".") for aside in command.asides)
