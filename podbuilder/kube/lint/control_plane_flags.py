"""Rules on the flags of the control plane's programs, as static pods give them: a program and its table of flags.

All are off by default: what installs a cluster chooses these flags, and leaves a dozen of the wishes open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.rule import WARNING, CheckFunction, FixFunction, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import remove_, set_
from podbuilder.kube.yamltext.edits import Edit

Want = Literal[
    "is",
    "not",
    "set",
    "unset",
    "has",
    "lacks",
    "at least",
    "positive",
    "positive or unset",
    "zero or unset",
    "strong or unset",
]
# Ciphers that can be broken, or that let whoever learns the key read what was recorded before.
_WEAK_CIPHER = re.compile("^TLS_RSA_|_CBC_|_RC4_|_3DES_|_NULL_")


def _is_positive(value: str) -> bool:
    """Whether a number or a duration, such as 1m30s, is more than nothing."""
    return not value.startswith("-") and any(sign in "123456789" for sign in value)


def _items(value: str | None) -> list[str]:
    """The items of a list that a flag gives."""
    return [word for word in (part.strip() for part in (value or "").split(",")) if word]


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag, the value that is wanted, and what another value causes, in words that follow "so".

    `value` is empty where there is nothing to compare with.
    """

    name: str
    want: Want
    value: str
    why: str

    def is_good(self, value: str | None) -> bool:
        """Whether a value is as wanted; None means that the flag is not given."""
        words = _items(value)
        if self.want == "at least":
            return whole_number(value or "", most=INT64_MAX, least=int(self.value)) is not None
        return {
            "positive": _is_positive(value or ""),
            "positive or unset": value is None or _is_positive(value),
            "zero or unset": value in (None, "0"),
            "strong or unset": not any(map(_WEAK_CIPHER.search, words)),
            "is": value == self.value,
            "not": value != self.value,
            "set": bool(value),
            "unset": value is None,
            "has": self.value in words,
            "lacks": self.value not in words,
        }[self.want]

    def better(self, value: str | None) -> str | None:
        """The value to propose; None if the flag should be left out."""
        words = _items(value)
        if self.want == "has":
            return ",".join([*words, self.value])
        if self.want == "lacks":
            return ",".join(word for word in words if word != self.value) or None
        if self.want == "strong or unset":
            return ",".join(word for word in words if not _WEAK_CIPHER.search(word)) or None
        return self.value if self.want in ("is", "at least", "zero or unset") else None


@dataclass(frozen=True, slots=True)
class Given:
    """A flag as a command gives it."""

    path: FieldPath
    value: str


def given_flags(container: Container, program: str) -> dict[str, Given] | None:
    """The flags that a container gives a program, by name; None if it runs another program."""
    words = [
        (container.path.child(field).index(i), word)
        for field in ("command", "args")
        for i, word in enumerate(container.fields.get(field) or ())
    ]
    runs_image = not container.fields.get("command") and container.image is not None and container.image.name == program
    if words and words[0][1].rpartition("/")[2] == program:
        words = words[1:]
    elif not runs_image or (words and not words[0][1].startswith("-")):
        return None
    found = {}
    for path, word in words:
        name, equals, value = word.lstrip("-").partition("=")
        if word.startswith("-"):
            found[name] = Given(path, value if equals else "true")
    return found


def flag_rule(
    module: str, program: str, table: tuple[Flag, ...], foreign: Mapping[str, tuple[str, ...]]
) -> tuple[Rule, CheckFunction, FixFunction]:
    """The `rule`, `check` and `fix` of a module that holds a program to a table of flags."""
    rule = Rule(module, WARNING, "security", ("container", "init"), default=False, foreign=foreign)

    def check(pod: Subject) -> Iterator[Finding]:
        for offence in _offences(pod, program, table):
            yield rule.found(offence.path, offence.message)

    def fix(pod: Subject, finding: Finding) -> Patch | None:
        offences = _offences(pod, program, table)
        return _fix(next(o for o in offences if (o.path, o.message) == (finding.path, finding.message)))

    return rule, check, fix


@dataclass(frozen=True, slots=True)
class _Offence:
    """A flag that is not as wanted, as a command gives it; None where the command lacks it."""

    container: Container
    flag: Flag
    given: Given | None

    @property
    def path(self) -> FieldPath:
        """The flag, or the command that lacks it."""
        return self.given.path if self.given else self.container.path.child(self.words)

    @property
    def words(self) -> str:
        """The field that names the program."""
        return "command" if self.container.fields.get("command") else "args"

    @property
    def message(self) -> str:
        what = f"--{self.flag.name}={self.given.value}" if self.given else f"no --{self.flag.name}"
        return f"The command has {what}, so {self.flag.why}."


def _offences(pod: Subject, program: str, table: tuple[Flag, ...]) -> Iterator[_Offence]:
    for container in pod.planned:
        flags = given_flags(container, program)
        for flag in () if flags is None else table:
            given = (flags or {}).get(flag.name)
            if not flag.is_good(given.value if given else None):
                yield _Offence(container, flag, given)


def _fix(offence: _Offence) -> Patch | None:
    """The flag as wanted; None if only a person knows its value, such as a file's path."""
    flag, given = offence.flag, offence.given
    if flag.want in ("set", "positive"):
        return None
    value = flag.better(given.value if given else None)
    at = given.path if given else offence.path.index(len(offence.container.fields.get(offence.words) or ()))
    edit: Edit = remove_(at) if value is None else set_(at, f"--{flag.name}={value}")
    return assisted("Change the flag.", edit)
