"""The files that arguments name: themselves, what is in a folder, and what a pattern fits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import has_magic, iglob
from typing import NamedTuple


class File(NamedTuple):
    """A file to read; whether it was named, and not only found in a folder or by a pattern."""

    name: str
    is_named: bool


def files_of(names: Iterable[str], endings: tuple[str, ...]) -> Iterator[File]:
    """The files in the order of the names, those of a folder by their paths; - stays what it is.

    A folder stands for all files below it whose names have one of these endings; hidden ones and links to other folders
    are left out. A pattern is one only where no file has that name. What is not there is a file that nobody can open.
    """
    for name in names:
        if os.path.isdir(name):
            yield from (File(path, False) for path in _below(name, endings))
        elif name != "-" and has_magic(name) and not os.path.exists(name):
            yield from _fitting(name, endings)
        else:
            yield File(name, True)


def _fitting(pattern: str, endings: tuple[str, ...]) -> Iterator[File]:
    found = sorted(iglob(pattern, recursive=True))
    for path in found:
        if not os.path.isdir(path):
            yield File(path, False)
        elif not pattern.endswith("**"):
            yield from (File(inner, False) for inner in _below(path, endings))
    if not found:
        yield File(pattern, True)


def _below(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(endings) and not name.startswith("."):
                yield os.path.join(here, name)
