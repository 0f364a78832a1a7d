"""The commands of a pod as the runtime runs them: those of containers, of hooks and of probes. No shell reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.subject import Container, Subject

HOOKS = ("postStart", "preStop")
# Signs that a shell understands where they stand alone; a program may take ";" and "&" for data.
SIGNS = frozenset(("|", "||", "&&", ">", ">>", "2>", "2>&1", "<"))
# $NAME and ${NAME}, which shells replace; Kubernetes replaces $(NAME) only.
VARIABLE = re.compile(r"(?<![$\\])\$(?=\w|\{\w+\})\{?(\w+)\}?")
_SHELL_SIGNS = re.compile(r"[|&;<>`*?]|\$[({\w]")
# Programs that read one of their arguments as a text of their own; and those that start another program.
_INTERPRETERS = re.compile(
    r"(?:ba|da|a|z|k|c|tc|fi)?sh|busybox|python[\d.]*|perl|ruby|node|deno|bun|php|lua|R|Rscript|awk|gawk|sed|jq|yq|find|"
    r"xargs|env|envsubst|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh(?:\.exe)?|psql|mysql|mongo(?:sh)?|make|su|sudo|gosu|"
    r"su-exec|tini|dumb-init|timeout|nohup|script|ssh|expr|test|\[|grep"
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its path, its words, the last `args` of which are a container's args, and the variables it knows."""

    path: FieldPath
    words: tuple[str, ...]
    known: frozenset[str]
    args: int = 0
    # Kubernetes replaces $(NAME) in a container's command; in hooks and probes it does not.
    is_expanded: bool = False

    @property
    def own(self) -> tuple[str, ...]:
        """The words without the container's args."""
        return self.words[: len(self.words) - self.args]

    def at(self, number: int) -> FieldPath:
        """The path of a word."""
        own = len(self.words) - self.args
        return self.path.index(number) if number < own else self.path.parent.child("args").index(number - own)


def has_interpreter(words: Sequence[str]) -> bool:
    """Whether a shell or another interpreter may read the words of a command."""
    return any(_INTERPRETERS.fullmatch(word.rpartition("/")[2]) for word in words[:4])


_KEPT = "commands"


def commands_of(pod: Subject) -> tuple[Command, ...]:
    """Every command that names its program: of the containers, their hooks and their probes."""
    if _KEPT not in pod.kept:
        pod.kept[_KEPT] = tuple(_commands(pod))
    found: tuple[Command, ...] = pod.kept[_KEPT]
    return found


def _commands(pod: Subject) -> Iterator[Command]:
    for c in pod.containers:
        if words := c.fields.get("command"):
            yield Command(c.path.child("command"), c.words, c.variables, len(c.words) - len(words), is_expanded=True)
        for path, command in _handlers(c):
            if command:
                yield Command(path.child("exec", "command"), tuple(command), c.variables)


def _handlers(c: Container) -> Iterator[tuple[FieldPath, list[str] | None]]:
    lifecycle = c.fields.get("lifecycle") or {}
    for name in HOOKS if lifecycle else ():
        if handler := (lifecycle.get(name) or {}).get("exec"):
            yield c.path.child("lifecycle", name), handler.get("command")
    for name, probe in c.probes:
        if handler := probe.fields.get("exec"):
            yield c.path.child(name), handler.get("command")


def needs_shell(line: str) -> bool:
    """Whether a line has signs that only a shell understands."""
    return _SHELL_SIGNS.search(line) is not None
