"""The words behind a verb such as `docker run`, read by pflag's rules: flags, the first other word, and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.importers.docker_run.flag_table import Flag, FlagTable
from podbuilder.kube.importers.shell.token import ShellToken

# What a variable that holds an image is called.
_OF_IMAGE = re.compile(r"IMAGE|IMG|TAG|REPO", re.IGNORECASE)
# pflag reads booleans as Go's ParseBool does.
TRUE, FALSE = ("1", "t", "T", "true", "TRUE", "True"), ("0", "f", "F", "false", "FALSE", "False")


@dataclass(frozen=True, slots=True)
class Option:
    """A flag as it was given, with its value; the words that it alone takes up."""

    flag: Flag
    written: str  # as people find it in the paste: -p, --publish
    value: str
    ordinals: tuple[int, ...]
    substitutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A word before the image that is no flag with its value, and why."""

    written: str
    says: str
    ordinals: tuple[int, ...]
    outcome: Outcome = Outcome.REFUSED


@dataclass(slots=True)
class CommandLine:
    """What a command says. Its operand is the first word that is no flag: docker's image, kubectl's NAME."""

    options: list[Option] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    operand: ShellToken | None = None
    # What is passed to the program in the image.
    arguments: tuple[ShellToken, ...] = ()
    # How many of these stand before `--`.
    before_dashes: int = 0


def read_command_line(words: Sequence[ShellToken], table: FlagTable) -> CommandLine:
    """The flags, the operand and the arguments in the words behind the verb; no flag stands behind the operand."""
    reader = _FlagReader(words, table)
    while reader.at < len(words):
        word = words[reader.at]
        if word.text == "--":
            reader.at += 1
            reader.dashes = word.ordinals
            break
        if not (word.text.startswith("-") and len(word.text) > 1) and not reader.skip_options_of_shell(word):
            break
        if word.text.startswith("--"):
            reader.long(word)
        elif word.text.startswith("-"):
            reader.group(word)
    if reader.at < len(words):
        reader.line.operand = words[reader.at]
        reader.line.arguments = tuple(words[reader.at + 1 :])
    if reader.dashes:
        reader.line.problems.append(Problem("--", "It ends the flags.", reader.dashes, Outcome.NOTHING))
    return reader.line


def read_mixed_line(words: Sequence[ShellToken], table: FlagTable) -> CommandLine:
    """The same where flags may stand behind other words, as far as `--`, behind which there is no operand."""
    reader = _FlagReader(words, table)
    others: list[ShellToken] = []
    while reader.at < len(words) and words[reader.at].text != "--":
        word = words[reader.at]
        if word.text.startswith("--"):
            reader.long(word)
        elif word.text.startswith("-") and len(word.text) > 1:
            reader.group(word)
        else:
            others.append(word)
            reader.at += 1
    line = reader.line
    line.operand = others[0] if others else None
    line.arguments = (*others[1:], *words[reader.at + 1 :])
    line.before_dashes = len(others[1:])
    if reader.at < len(words):
        line.problems.append(Problem("--", "It ends the flags.", words[reader.at].ordinals, Outcome.NOTHING))
    return line


class _FlagReader:
    def __init__(self, words: Sequence[ShellToken], table: FlagTable) -> None:
        self.words = words
        self.table = table
        self.at = 0
        self.dashes: tuple[int, ...] = ()
        self.line = CommandLine()

    def skip_options_of_shell(self, word: ShellToken) -> bool:
        """Whether a word stands for options that the shell puts there: a variable alone, before another flag."""
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        if not word.is_substituted or _OF_IMAGE.search(word.text) or not word.text.startswith(("$", "`")):
            return False
        if following is None or not (following.text.startswith("-") or self.at + 2 == len(self.words)):
            return False
        if following.text.startswith("-") and not self._knows(following.text):
            return False
        says = "The shell puts words here that are not in the paste. Put them in its place, and import again."
        self.line.problems.append(Problem(word.text, says, word.ordinals, Outcome.QUESTION))
        self.at += 1
        return True

    def _knows(self, text: str) -> bool:
        name = text.partition("=")[0]
        return bool(self.table.find(name[2:]) if name.startswith("--") else self.table.shorts.get(name[1:2]))

    def long(self, word: ShellToken) -> None:
        name, has_value, value = word.text[2:].partition("=")
        flag = self.table.find(name)
        if flag is None:
            self._unknown(word, f"--{name}", bool(has_value))
        elif has_value or flag.boolean or flag.optional:
            self._add(flag, f"--{name}", value if has_value else flag.optional or "true", (word,), bool(has_value))
        else:
            self._with_next(flag, f"--{name}", word.ordinals)

    def group(self, word: ShellToken) -> None:
        """`-it`, `-p80:80`, `-itp 80:80`: booleans, with at most one flag at the end that takes a value."""
        own = word.ordinals
        letters = word.text[1:]
        for number, letter in enumerate(letters):
            flag, rest = self.table.shorts.get(letter), letters[number + 1 :]
            if flag is None:
                if number:
                    self.line.problems.append(Problem(f"-{letter}", self._says_unknown(f"-{letter}"), own))
                    self.at += 1
                else:
                    self._unknown(word, f"-{letter}", bool(rest))
                return
            if flag.boolean and not rest.startswith("="):
                self._append(flag, f"-{letter}", "true", own, ())
            elif rest:
                self._append(flag, f"-{letter}", rest.removeprefix("="), own, word.substitutions)
                break
            else:
                self._with_next(flag, f"-{letter}", own)
                return
            own = ()
        self.at += 1

    def _with_next(self, flag: Flag, written: str, own: tuple[int, ...]) -> None:
        if self.at + 1 >= len(self.words):
            self.line.problems.append(Problem(written, f"{written} needs a value, and nothing follows it.", own))
            self.at += 1
            return
        value = self.words[self.at + 1]
        self._append(flag, written, value.text, (*own, *value.ordinals), value.substitutions)
        self.at += 2

    def _add(self, flag: Flag, written: str, value: str, words: tuple[ShellToken, ...], checked: bool) -> None:
        (word,) = words
        if flag.boolean and checked and value not in (*TRUE, *FALSE) and not word.substitutions:
            says = f"{written} is either true or false."
            self.line.problems.append(Problem(written, says, word.ordinals))
        else:
            self._append(flag, written, value, word.ordinals, word.substitutions)
        self.at += 1

    def _append(
        self, flag: Flag, written: str, value: str, ordinals: tuple[int, ...], substitutions: tuple[str, ...]
    ) -> None:
        self.line.options.append(Option(flag, written, value, tuple(dict.fromkeys(ordinals)), substitutions))

    def _unknown(self, word: ShellToken, written: str, has_value: bool) -> None:
        """A flag that nobody knows: whether it takes the next word for its value is only guessed."""
        says, ordinals = self._says_unknown(written), word.ordinals
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        self.at += 1
        if not has_value and following is not None and not following.text.startswith("-"):
            is_last = self.at + 1 == len(self.words)
            if is_last or "/" in following.text or ":" in following.text:
                says += " It was taken for one that has no value, since the next word may be the image."
            else:
                says += " The next word was taken for its value."
                ordinals = (*ordinals, *following.ordinals)
                self.at += 1
        self.line.problems.append(Problem(written, says, ordinals))

    def _says_unknown(self, written: str) -> str:
        near = nearest(written.lstrip("-"), self.table.flags) if written.startswith("--") else ""
        return f"{self.table.program} has no flag {written}." + (f" It has --{near}." if near else "")
