"""What the keys of a Compose file may hold: schemas/compose.yaml, read once. That file explains its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from podbuilder.kube.core.data_folder import data_folder

SCALARS = frozenset({"text", "flag", "truth", "whole", "number", "value", "null"})


@dataclass(slots=True)
class ValueShape:
    """The values that a key may have."""

    form: str = ""
    scalars: set[str] = field(default_factory=set)
    choices: tuple[str, ...] = ()
    item: ValueShape | None = None
    is_unique: bool = False
    # Of a mapping with keys of one's own choice.
    entries: ValueShape | None = None
    has_names: bool = False
    # Of a mapping with known keys.
    type_name: str = ""


@dataclass(frozen=True, slots=True)
class TypeShape:
    """A mapping with known keys."""

    fields: dict[str, ValueShape]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileShape:
    """All that is known of Compose files."""

    types: dict[str, TypeShape]
    # Keys that were renamed, and their names of today.
    former: dict[str, str]


@cache
def file_shape() -> FileShape:
    """The shape of a Compose file; its root is the type `file`."""
    data: dict[str, Any] = yaml.load((data_folder("schemas") / "compose.yaml").read_bytes(), yaml.CSafeLoader)
    forms = {name: _parse(words, {}, name) for name, words in data["forms"].items()}
    types = {}
    for name, fields in data["types"].items():
        shapes = {key.removesuffix("!"): _parse(words, forms) for key, words in fields.items()}
        types[name] = TypeShape(shapes, tuple(key[:-1] for key in fields if key.endswith("!")))
    return FileShape(types, data["former"])


def _parse(words: str, forms: dict[str, ValueShape], form: str = "") -> ValueShape:
    shape = ValueShape(form)
    for part in _alternatives(words):
        if part in forms:
            return forms[part]
        if part[0] == "=":
            shape.choices = tuple(part[1:].split(","))
        elif part[0] == "[":
            shape.item, shape.is_unique = _parse(part[1:-1].removeprefix("!"), forms), part[1] == "!"
        elif part[0] in "{<":
            shape.entries, shape.has_names = _parse(part[1:-1], forms), part[0] == "<"
        elif part in SCALARS:
            shape.scalars.add(part)
        else:
            shape.type_name = part
    return shape


def _alternatives(words: str) -> list[str]:
    """The parts of a text between bars that are in no bracket."""
    parts, depth = [""], 0
    for word in words.split(" "):
        if word == "|" and depth == 0:
            parts.append("")
            continue
        depth += sum(word.count(bracket) for bracket in "[{<") - sum(word.count(bracket) for bracket in "]}>")
        parts[-1] = f"{parts[-1]} {word}".strip()
    return parts
