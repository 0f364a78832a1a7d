"""A Dockerfile, split into its instructions as docker's builder splits it; nothing in it is evaluated.

Mirrors the parser of moby/buildkit v0.17.0, frontend/dockerfile/parser, whose files Kubernetes never sees.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from podbuilder.kube.core.limits import MAX_INSTRUCTIONS, MAX_PASTE
from podbuilder.kube.importers.import_result import ImportRefused

INSTRUCTIONS = (
    *("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER"),
    *("ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"),
)
_WITH_HEREDOCS = ("ADD", "COPY", "RUN")
_DIRECTIVE = re.compile(r"#[ \t]*([a-zA-Z]{1,20})[ \t]*=[ \t]*(\S{1,200})[ \t]*\Z")
_HEREDOC = re.compile(r"<<(-?)([\"']?)([A-Za-z_]\w{0,100})\2")
_FLAG = re.compile(r"--([a-z][a-z-]{0,40})(?:=(\S{0,500}))?(?:[ \t]{1,20}|\Z)")
_SUBSTITUTION = re.compile(r"\\.|\$(?:\{[^}\n]{0,200}\}|[A-Za-z_]\w{0,200})")


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction: its name in capitals, its flags, and the rest with joined lines; its lines count from 1."""

    name: str
    value: str
    first: int
    last: int
    flags: tuple[tuple[str, str], ...] = ()

    @property
    def at(self) -> str:
        """As a report names it; values stay out of it."""
        return f"Dockerfile:{self.first} {self.name if self.name in INSTRUCTIONS else self.name[:20]}"

    @property
    def words(self) -> tuple[str, ...] | None:
        """The words of the form that is a list in JSON; None for the form that is a line for a shell."""
        if not self.value.startswith("["):
            return None
        try:
            found = json.loads(self.value)
        except (ValueError, RecursionError):
            return None
        is_list = isinstance(found, list) and all(isinstance(word, str) for word in found)
        return tuple(found) if is_list else None

    @property
    def substitutions(self) -> tuple[str, ...]:
        """What the build would replace: `$NAME`, `${NAME:-x}`."""
        return substitutions(self.value)


def substitutions(text: str) -> tuple[str, ...]:
    """What the build would replace in a text."""
    return tuple(dict.fromkeys(one for one in _SUBSTITUTION.findall(text) if one.startswith("$")))


def read_instructions(text: str) -> list[Instruction]:
    """The instructions of a Dockerfile (ImportRefused if there is none, or there are more than can be read)."""
    if len(text) > MAX_PASTE:
        raise ImportRefused(f"A Dockerfile of more than {MAX_PASTE:,} characters is not read.")
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    escape = _escape(lines)
    found: list[Instruction] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip() or _is_comment(lines[at]):
            at += 1
            continue
        one, at = _instruction(lines, at, escape)
        found.append(one)
        if len(found) > MAX_INSTRUCTIONS:
            raise ImportRefused(f"A Dockerfile of more than {MAX_INSTRUCTIONS:,} instructions is not read.")
    if not any(one.name in INSTRUCTIONS for one in found):
        raise ImportRefused("There is no instruction of a Dockerfile here, such as EXPOSE 8080.")
    return found


def _escape(lines: list[str]) -> str:
    """What joins lines: a backslash, or what a directive at the top says."""
    for line in lines:
        directive = _DIRECTIVE.match(line.strip())
        if not directive:
            break
        if directive[1].lower() == "escape":
            return "`" if directive[2] == "`" else "\\"
    return "\\"


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _instruction(lines: list[str], start: int, escape: str) -> tuple[Instruction, int]:
    """The instruction that begins in a line, and the line behind it."""
    parts: list[str] = []
    at, is_joined = start, True
    while at < len(lines) and is_joined:
        line = lines[at]
        at += 1
        # Comments and empty lines between joined ones do not end an instruction.
        if parts and (not line.strip() or _is_comment(line)):
            continue
        bare = line.rstrip(" \t")
        is_joined = bare.endswith(escape)
        parts.append(bare.removesuffix(escape) if is_joined else line)
    name, _, value = "".join(parts).strip().partition(" ")
    name, _, tail = name.partition("\t")
    name, value = name.upper(), f"{tail} {value}".strip()
    if name in _WITH_HEREDOCS:
        at = _behind_heredocs(lines, at, value)
    flags, value = _flags(value)
    return Instruction(name, value, start + 1, at, flags), at


def _behind_heredocs(lines: list[str], at: int, value: str) -> int:
    """The line behind the texts that an instruction announces; a text without its end goes to the end of the file."""
    for is_indented, _, end in _HEREDOC.findall(value):
        while at < len(lines):
            line = lines[at].lstrip("\t") if is_indented else lines[at]
            at += 1
            if line == end:
                break
    return at


def _flags(value: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The flags at the beginning, and the rest."""
    found = []
    position = 0
    while flag := _FLAG.match(value, position):
        found.append((flag[1], flag[2] or ""))
        position = flag.end()
    return tuple(found), value[position:]
