"""What a handler of a flag gets: the flag as it was given, the container it is about, and the command around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from podbuilder.kube.conversion_report.note import Note, carried
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.docker_run.command_line import TRUE, CommandLine, Option
from podbuilder.kube.importers.shell.run_command import RunCommand


@dataclass(slots=True)
class ReadCommand:
    """A command of a paste, its words read, and the container that it becomes."""

    run: RunCommand
    line: CommandLine
    # Its name, and those under which other commands of the paste speak of it.
    name: str
    parts: ContainerParts
    arguments: tuple[str, ...] = ()
    image_note: Note = field(default_factory=lambda: carried(""))

    def value_of(self, name: str) -> str:
        """The last value of a flag; "" if it was not given."""
        return next((option.value for option in reversed(self.line.options) if option.flag.name == name), "")

    def has(self, name: str) -> bool:
        """Whether a boolean flag is switched on."""
        return self.value_of(name) in TRUE


@dataclass(frozen=True, slots=True)
class FlagContext:
    """A flag of a command. `others` are the commands of the paste by the names of their containers."""

    option: Option
    command: ReadCommand
    others: Mapping[str, ReadCommand]

    @property
    def parts(self) -> ContainerParts:
        """The container."""
        return self.command.parts

    @property
    def value(self) -> str:
        """The flag's value."""
        return self.option.value

    def mate(self, name: str) -> ReadCommand | None:
        """The command of this container's name, if it is in the same pod."""
        other = self.others.get(name)
        return other if other and other.parts.pod is self.parts.pod and other is not self.command else None


Handler = Callable[[FlagContext], Note]


def of_value(setting: Callable[[ContainerParts, str], Note]) -> Handler:
    """A handler that passes a flag's value to a setting."""
    return lambda context: setting(context.parts, context.value)


def of_switch(setting: Callable[[ContainerParts], Note]) -> Handler:
    """A handler of a boolean flag that is switched on."""
    return lambda context: setting(context.parts)
