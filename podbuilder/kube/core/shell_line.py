"""Words as a shell must be given them, so that the program gets exactly these words and the shell changes nothing.

- A POSIX shell: `shlex`, which quotes by IEEE Std 1003.1, 2.2.
- PowerShell: about_Quoting_Rules and about_Parsing (argument mode). In single quotes nothing is expanded, and four
  characters count as a single quote. What PowerShell then hands to a program is another matter: Windows PowerShell
  5.1, and PowerShell before 7.3, drop double quotes and empty words.
- cmd: the program takes its line apart itself, as CommandLineToArgvW documents, and cmd expands variables before that.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Shell(StrEnum):
    """A shell in which people run commands."""

    SH = "sh"
    POWERSHELL = "powershell"
    CMD = "cmd"

    @property
    def label(self) -> str:
        """Its name for people."""
        return _LABELS[self]


_LABELS = {Shell.SH: "sh, bash, zsh", Shell.POWERSHELL: "PowerShell", Shell.CMD: "cmd"}

NUL = "No program can be given a NUL character."
NO_LINE_BREAK = "cmd cannot say a line break: use PowerShell or a POSIX shell."
OLD_POWERSHELL = "Needs PowerShell 7.3: older ones take double quotes and empty words away from what a program gets."
AT_THE_PROMPT = "For the prompt: in a batch file each % is written %%."
DELAYED = "Only where delayed expansion is off, as it is at a prompt."

# PowerShell reads a comma as a list, a dash as its own parameter (which ends at a dot), a digit as a number.
_PLAIN_POWERSHELL = re.compile(
    r"[A-Za-z_./][\w./:=+-]*|--?[A-Za-z]+|--[A-Za-z][\w.-]*(?:=[\w./:=+-]*)?|--|[0-9]+", re.ASCII
)
_POWERSHELL_QUOTES = re.compile("['‘’‚‛]")
_PLAIN_CMD = re.compile(r"[\w./:+@-]+", re.ASCII)
_SPECIAL_CMD = re.compile(r'[()!^"<>&|]')
_BARE_PERCENT = re.compile(r"%(?!\^)")
_QUOTE = r"\""
_BACKSLASHES = re.compile(r'(\\++)("|\Z)?|"')


class ShellLine(NamedTuple):
    """A command as it is typed; "" where the shell cannot say it. The notes tell what else there is to know."""

    text: str
    notes: tuple[str, ...] = ()


def quote(word: str) -> str:
    """A word for a POSIX shell."""
    return shlex.quote(word)


def join(words: Iterable[str]) -> str:
    """Words for a POSIX shell."""
    return shlex.join(words)


def shell_line(words: Iterable[str], shell: Shell = Shell.SH) -> ShellLine:
    """Words as a line for a shell."""
    words = list(words)
    if any("\0" in word for word in words):
        return ShellLine("", (NUL,))
    if shell == Shell.SH:
        return ShellLine(join(words))
    if shell == Shell.POWERSHELL:
        is_lossy = any(not word or '"' in word for word in words)
        return ShellLine(" ".join(map(_powershell, words)), (OLD_POWERSHELL,) if is_lossy else ())
    if any("\n" in word or "\r" in word for word in words):
        return ShellLine("", (NO_LINE_BREAK,))
    says = {"%": AT_THE_PROMPT, "!": DELAYED}
    notes = tuple(note for sign, note in says.items() if any(sign in word for word in words))
    return ShellLine(" ".join(map(_cmd, words)), notes)


def _powershell(word: str) -> str:
    if _PLAIN_POWERSHELL.fullmatch(word):
        return word
    return f"'{_POWERSHELL_QUOTES.sub(lambda found: found[0] * 2, word)}'"


def _cmd(word: str) -> str:
    if _PLAIN_CMD.fullmatch(word):
        return word
    escaped = _BACKSLASHES.sub(_for_argv, word)
    if not set('"%!') & set(word):
        return f'"{escaped}"'
    # With a caret before it, cmd takes a quote for a plain character, so that it is never in between two, where it
    # would leave carets alone. Behind a %, a caret makes the variable's name one that nobody has.
    return _BARE_PERCENT.sub("%^", _SPECIAL_CMD.sub(lambda found: f"^{found[0]}", f'"{escaped}"'))


def _for_argv(found: re.Match[str]) -> str:
    """Backslashes are doubled where a quote follows, and only there; a quote gets one of its own."""
    slashes, after = found.groups()
    if slashes is None:
        return _QUOTE
    return slashes if after is None else f"{slashes * 2}{_QUOTE if after else ''}"
