"""A command for somebody's pod: its words, what it is for, and what to expect of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.kube.core.shell_line import Shell, ShellLine, shell_line
from podbuilder.kube.core.versions import VERSIONS, minor

NO_FILTER = "cmd has no filter that keeps the lines after one: look for them in what is printed."


class Filter(NamedTuple):
    """What keeps some lines of an output, in the shells that have such a thing."""

    sh: str
    powershell: str


@dataclass(frozen=True)
class PodCommand:
    """A command of kubectl. Words in capitals, such as POD or VALUE, are for people to replace."""

    words: tuple[str, ...]
    purpose: str
    # What it prints or does, in a sentence; "" where the purpose says it.
    expect: str = ""
    # The container that it is about; "" for the pod as a whole.
    container: str = ""
    # The first version of kubectl that has it; "" where all have that speak to a cluster that Podbuilder knows.
    since: str = ""
    # What is lost by it.
    danger: str = ""
    filter: Filter | None = None
    # The field that it is about, as the catalogue's patterns name it; "" for none.
    field: str = ""
    # Whether it is among the few that nearly everybody needs.
    is_main: bool = False

    def line(self, shell: Shell = Shell.SH) -> ShellLine:
        """The command as it is typed in a shell."""
        line = shell_line(self.words, shell)
        if self.filter is None or not line.text:
            return line
        if shell is Shell.CMD:
            return ShellLine(line.text, (*line.notes, NO_FILTER))
        return ShellLine(f"{line.text} | {self.filter.sh if shell is Shell.SH else self.filter.powershell}", line.notes)

    @property
    def needs(self) -> str:
        """The version of kubectl to have, where one that may be in use lacks the command."""
        return self.since if self.since in VERSIONS and minor(self.since) > minor(VERSIONS[0]) else ""


@dataclass(frozen=True)
class CommandGroup:
    """The commands that answer one question."""

    slug: str
    title: str
    commands: tuple[PodCommand, ...]
