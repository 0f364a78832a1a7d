"""Pasted `KEY=value` lines as rows: variables of a container, or the pairs of a map such as labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Edit

# The name under which a page posts what was pasted.
PASTED = "pasted"
_ENV = "env"
_QUOTES = ("''", '""')
_BY_LINES, _BY_COMMAS = re.compile(r"[\r\n]+"), re.compile(r"[\r\n,]+")


def pairs_in(text: str, *, has_commas: bool) -> Iterator[tuple[str, str | None]]:
    """The names of a text of lines, with their values; None where a line has a name only.

    As in a file of variables: comments, `export` and quotes around a value are no part of it. Labels stand in one line
    with commas as well, as kubectl takes them.
    """
    for line in (_BY_COMMAS if has_commas else _BY_LINES).split(text):
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if not name or name.startswith("#"):
            continue
        if value[:1] + value[-1:] in _QUOTES and len(value) > 1:
            value = value[1:-1]
        yield name, value if equals else None


def edits_for(pod: Document, path: FieldPath, text: str) -> list[Edit]:
    """What adds the pairs of a text to the variables or the map at this path; what is there already is replaced."""
    is_env = path[-1] == _ENV
    found = dict(pairs_in(text, has_commas=not is_env))
    if not is_env:
        return [Edit("set", path.key(key), value or "") for key, value in found.items()]
    items = document.get(pod, path)
    names: list[Any] = [item.get("name") if isinstance(item, dict) else None for item in items or ()]
    edits = []
    for name, value in found.items():
        at = path.index(names.index(name) if name in names else len(names))
        if name not in names:
            names.append(name)
        edits.append(Edit("set", at, {"name": name} if value is None else {"name": name, "value": value}))
    return edits
