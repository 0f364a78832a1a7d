"""The flags of the control plane's own programs, as commands of static pods give them, and what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from podbuilder.kube.field import FieldPath, Finding
from podbuilder.kube.lint.effective import Container, Subject
from podbuilder.kube.lint.rule import Patch, Rule, assisted
from podbuilder.kube.manifest import remove_, set_
from podbuilder.kube.yamltext.edits import Edit

Want = Literal["is", "not", "set", "unset", "has", "lacks", "at least"]


@dataclass(frozen=True, slots=True)
class Flag:
    """What is wanted of a flag, and why, in words that follow "so". `value` is empty for "set" and "unset"."""

    name: str
    want: Want
    value: str
    why: str

    def is_good(self, value: str | None) -> bool:
        """Whether a value is as wanted; None where the flag is not given."""
        words = (value or "").split(",")
        if self.want == "at least":
            return (value or "").isdigit() and int(value or "") >= int(self.value)
        return {
            "is": value == self.value,
            "not": value != self.value,
            "set": bool(value),
            "unset": value is None,
            "has": self.value in words,
            "lacks": self.value not in words,
        }[self.want]

    def better(self, value: str | None) -> str | None:
        """The value to propose; None where the flag is better left out."""
        words = [word for word in (value or "").split(",") if word]
        if self.want == "has":
            return ",".join([*words, self.value])
        if self.want == "lacks":
            return ",".join(word for word in words if word != self.value) or None
        return self.value if self.want in ("is", "at least") else None


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
    if not words or words[0][1].rpartition("/")[2] != program:
        return None
    found = {}
    for path, word in words[1:]:
        name, equals, value = word.lstrip("-").partition("=")
        if word.startswith("-"):
            found[name] = Given(path, value if equals else "true")
    return found


def check_flags(rule: Rule, pod: Subject, program: str, table: tuple[Flag, ...]) -> Iterator[Finding]:
    """A finding for each flag of a program that is not as wanted: at the flag, or at the command that lacks it."""
    for container in pod.planned:
        given = given_flags(container, program)
        for flag in () if given is None else table:
            have = (given or {}).get(flag.name)
            if not flag.is_good(have.value if have else None):
                what = f"--{flag.name}={have.value}" if have else f"no --{flag.name}"
                path = have.path if have else container.path.child("command")
                yield rule.found(path, f"The command has {what}, so {flag.why}.")


def fix_flag(pod: Subject, finding: Finding, program: str, table: tuple[Flag, ...]) -> Patch | None:
    """The flag as wanted; None where only a person knows a value, such as a file's path."""
    container = pod.container_at(finding.path)
    given = given_flags(container, program) or {}
    flag = next(f for f in table if finding.message.endswith(f", so {f.why}."))
    if flag.want == "set":
        return None
    have = given.get(flag.name)
    value = flag.better(have.value if have else None)
    at = have.path if have else finding.path.index(len(container.fields.get("command") or ()))
    edit: Edit = remove_(at) if value is None else set_(at, f"--{flag.name}={value}")
    return assisted("Change the flag.", edit)
