"""The flags that a program knows: which of them take a value, and of which nothing becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "flags"
BASE = "docker"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag: `name` is the long one without its dashes."""

    name: str
    short: str = ""
    boolean: bool = False
    list: bool = False
    # For a flag that takes a value behind `=` only: the one that it has without.
    optional: str = ""
    alias: str = ""
    # A sentence for a flag of which nothing becomes: because nothing has to, or because nothing can.
    nothing: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class FlagTable:
    """The flags of a program."""

    program: str
    flags: Mapping[str, Flag]
    shorts: Mapping[str, Flag]

    def find(self, name: str) -> Flag | None:
        """The flag of a long name; of a former name, the present flag."""
        flag = self.flags.get(name)
        return self.flags[flag.alias] if flag and flag.alias else flag


@cache
def table_of(program: str) -> FlagTable:
    """The flags of docker, or of a program that has docker's and more."""
    return read_table(program, *dict.fromkeys((FOLDER / f"{BASE}.yaml", FOLDER / f"{program}.yaml")))


def read_table(program: str, *files: Path) -> FlagTable:
    """The flags of a program that stand in some files; those of later ones take the place of others."""
    flags = {name: flag for file in files for name, flag in _read(file).items()}
    return FlagTable(program, flags, {flag.short: flag for flag in flags.values() if flag.short})


def _read(file: Path) -> dict[str, Flag]:
    text = file.read_text(encoding="utf-8")
    return {name: Flag(name, **keys) for name, keys in yaml.load(text, yaml.CSafeLoader).items()}
