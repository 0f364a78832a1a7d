"""What a text is that somebody brings: a manifest, a form that can be imported, or something else that has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from podbuilder.kube.core.limits import MAX_PASTE
from podbuilder.kube.importers import document_signs, text_signs
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem

_FORMATS = Path(__file__).with_name("formats.yaml")
MANIFEST = "manifest"
UNKNOWN = "unknown"
# What tells why a pod does not run.
_OF_TROUBLE = frozenset({"describe", "events", "get-table", "logs"})

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class PasteFormat:
    """Something that people bring: what it is called, what is said of it, and the way from it to a pod."""

    name: str
    title: str
    says: str
    instead: str
    # The way by an importer, for a form that has one.
    brings: str = ""

    @property
    def is_of_trouble(self) -> bool:
        """Whether it tells what happened to a pod, and not what it is."""
        return self.name in _OF_TROUBLE

    def sentences(self, *, is_imported: bool = False) -> str:
        """What it is, and what to do with it."""
        return f"{self.says} {self.brings if is_imported else self.instead}"


@cache
def formats() -> Mapping[str, PasteFormat]:
    """All that has a name, by that."""
    entries = yaml.load(_FORMATS.read_bytes(), yaml.CSafeLoader)
    return {name: PasteFormat(name, **texts) for name, texts in entries.items()}


def recognize(text: str) -> PasteFormat:
    """What a text is, by its first signs; it may be broken, and stand among other things. One too long is unknown."""
    return formats()[_name(text)]


def _name(text: str) -> str:
    if len(text) > MAX_PASTE:
        return UNKNOWN
    document, lines = _document(text), text_signs.lines_to_look_at(text)
    return (
        _first(text_signs.PRINTED, lines)
        or _first(document_signs.SIGNS, document)
        or (MANIFEST if text_signs.is_manifest(lines) else "")
        or ("" if _is_mapping(document) else _first(text_signs.WRITTEN, lines))
        or _first(document_signs.LAST, document)
        or UNKNOWN
    )


def _is_mapping(document: Any) -> bool:
    """Whether a document has keys; a command with a colon in it reads as one with blanks in its key."""
    return isinstance(document, dict) and not any(" " in str(key) for key in document)


def _first(signs: Iterable[tuple[str, Callable[[Seen], bool]]], seen: Seen) -> str:
    return next((name for name, is_one in signs if is_one(seen)), "")


def _document(text: str) -> Any:
    """The one document of a text; None if it has another number of them, or cannot be read."""
    try:
        found = parse.documents(text)
        tree = found[0].tree if len(found) == 1 else None
    except YamlProblem:
        return None
    return None if tree is None else tree.root.value
