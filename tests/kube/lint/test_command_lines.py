"""The commands of a pod, where they stand, and what only a shell understands in them."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.command_lines import Command, commands_of, has_interpreter, needs_shell
from podbuilder.kube.lint.subject import Subject
from tests.support.pod_text import pod_of

RUN = {"exec": {"command": ["run", "it"]}}
AT = "spec.containers[0]"
FOUND: dict[str, tuple[dict[str, Any], list[tuple[str, tuple[str, ...]]]]] = {
    "none": ({}, []),
    "args without a command": ({"args": ["serve"]}, []),
    "other handlers": ({"livenessProbe": {"httpGet": {"port": 80}}, "lifecycle": {"preStop": {"sleep": {}}}}, []),
    "a command": ({"command": ["app"]}, [(f"{AT}.command", ("app",))]),
    "a command with args": ({"command": ["app"], "args": ["serve"]}, [(f"{AT}.command", ("app", "serve"))]),
    "a hook": ({"lifecycle": {"preStop": RUN}}, [(f"{AT}.lifecycle.preStop.exec.command", ("run", "it"))]),
    "a probe": ({"readinessProbe": RUN}, [(f"{AT}.readinessProbe.exec.command", ("run", "it"))]),
    "a probe without words": ({"readinessProbe": {"exec": {}}}, []),
}


@pytest.mark.parametrize(("fields", "expected"), FOUND.values(), ids=FOUND)
def test_commands(fields: dict[str, Any], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    pod = Subject(pod_of(containers=[{"name": "a", **fields}]))
    assert [(str(one.path), one.words) for one in commands_of(pod)] == expected


def test_a_container_knows_its_variables_and_replaces_them() -> None:
    pod = Subject(pod_of(containers=[{"name": "a", "command": ["app"], "env": [{"name": "X"}], "livenessProbe": RUN}]))
    own, probe = commands_of(pod)
    assert (own.known, own.is_expanded) == ({"X"}, True)
    assert (probe.known, probe.is_expanded) == ({"X"}, False)


def test_where_a_word_stands() -> None:
    command = Command(FieldPath(("spec", "containers", 0, "command")), ("app", "serve", "--now"), frozenset(), args=1)
    assert [str(command.at(number)) for number in range(3)] == [
        "spec.containers[0].command[0]",
        "spec.containers[0].command[1]",
        "spec.containers[0].args[0]",
    ]


PROGRAMS: dict[str, tuple[tuple[str, ...], bool]] = {
    "a program": (("/app", "serve"), False),
    "a name that ends like a shell": (("/app/flush",), False),
    "too far behind": (("a", "b", "c", "d", "sh"), False),
    "a shell by its path": (("/bin/sh", "-c", "ls"), True),
    "a shell that another program starts": (("tini", "--", "bash"), True),
}


@pytest.mark.parametrize(("words", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_interpreters(words: tuple[str, ...], expected: bool) -> None:
    assert has_interpreter(words) is expected


LINES = {"app --port=80": False, "5 $ each": False, "a | b": True, "echo $HOME": True, "ls *.txt": True}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_lines_for_a_shell(line: str, expected: bool) -> None:
    assert needs_shell(line) is expected


def test_rules_share_the_commands_of_a_pod() -> None:
    pod = Subject(pod_of(containers=[{"name": "a", "command": ["app"]}]))
    assert commands_of(pod) is commands_of(pod)
