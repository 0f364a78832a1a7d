"""Commands as text for a POSIX shell: long flags, one a line, quoted so that the shell changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from podbuilder.kube.core import shell_line

_JOINT = " \\\n  "


class ShellFlag(NamedTuple):
    """A long flag without its dashes; None stands for a flag that takes no value."""

    name: str
    value: str | None = None

    @property
    def written(self) -> str:
        """The flag as the shell gets it."""
        return f"--{self.name}" if self.value is None else f"--{self.name} {shell_line.quote(self.value)}"


def fits_shell(text: str) -> bool:
    """Whether a text can be a word of a command: all can that have no NUL in them."""
    return "\0" not in text


def shell_command(head: Sequence[str], flags: Iterable[ShellFlag], tail: Sequence[str] = ()) -> str:
    """A command: its first words on one line, each flag on its own, and what follows the flags on the last."""
    lines = [shell_line.join(head), *(flag.written for flag in flags)]
    if tail:
        lines.append(shell_line.join(tail))
    return _JOINT.join(lines)
