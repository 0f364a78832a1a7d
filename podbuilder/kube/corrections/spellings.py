"""The names of fields as somebody may spell them: with underscores, in small letters, as another tool does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.nearest_word import nearest

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def plain(name: str) -> str:
    """A name without what spellings differ in."""
    return name.replace("_", "").replace("-", "").lower()


@lru_cache(maxsize=8)
def spellings(root: FieldSpec) -> Mapping[str, tuple[str, ...]]:
    """The names of an object's fields, at any depth, by their plain spelling and by the words of other tools."""
    found: dict[str, dict[str, None]] = {}
    waiting, seen = [root], {""}
    while waiting:
        spec = waiting.pop()
        for name, field in spec.fields.items():
            for word in (name, *field.also):
                found.setdefault(plain(word), {})[name] = None
            inner = field.item if field.item is not None else field
            if inner.api_type not in seen:
                seen.add(inner.api_type)
                waiting.append(inner)
    return {word: tuple(names) for word, names in found.items()}


def like(name: str, fields: Mapping[str, FieldSpec]) -> str:
    """The field that a name is like: by its letters, or by its first or last word, if only one is; "" if none is."""
    known = {word: field for field, spec in fields.items() for word in spec.also} | {field: field for field in fields}
    if near := nearest(name, known):
        return known[near]
    words = _words(name)
    found = [other for other in fields if not words.isdisjoint(_words(other))]
    found = [other for other in found if fields[other].required] or found
    return found[0] if len(found) == 1 else ""


def _words(name: str) -> frozenset[str]:
    """A name's first and last words, in small letters: `secretName` has secret and name."""
    words = [word.lower() for word in _WORD.findall(name[:100])]
    return frozenset((*words[:1], *words[-1:]))
