"""Where a manifest has placeholders of parameters, and what they are replaced with.

A placeholder is `<param:NAME>`, in any value, alone or within a longer text. It is plain YAML in every style, and
nothing else in a pod looks like it; `<param::NAME>` stands for the letters themselves. One that stands alone
takes the parameter's own type, except in a field that holds text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.templating.parameter import PLACEHOLDERS, Value
from podbuilder.kube.templating.values import as_text

PLACEHOLDER, MARK = PLACEHOLDERS.pattern, PLACEHOLDERS.mark
# All placeholders of a document, aliases written out: each can stand for a value of LONGEST_VALUE.
MOST_PLACEHOLDERS = 2000


class Use(NamedTuple):
    """A value with placeholders in it: where, its text, the parameters it names, and whether one stands alone."""

    path: FieldPath
    text: str
    names: tuple[str, ...]
    is_alone: bool


def uses(document: Any) -> list[Use]:
    """The values of a document that have a placeholder, escaped or not, in the document's order.

    Raises ManifestError for more than MOST_PLACEHOLDERS.
    """
    found: list[Use] = []
    count = 0
    for path, text in _texts(document, FieldPath()):
        found.append(Use(path, text, tuple(PLACEHOLDERS.names(text)), PLACEHOLDERS.alone(text) is not None))
        count += max(1, len(found[-1].names))
        if count > MOST_PLACEHOLDERS:
            raise ManifestError(f"At most {MOST_PLACEHOLDERS:,} placeholders can be filled in; here there are more.")
    return found


def growth(found: Iterable[Use], values: Mapping[str, Value]) -> int:
    """How many characters longer a document becomes when these values are filled in."""
    counts = Counter(name for use in found for name in use.names if name in values)
    return sum(count * (len(as_text(values[name])) - len(PLACEHOLDERS.write(name))) for name, count in counts.items())


def keys(document: Any) -> list[FieldPath]:
    """The map keys that have a placeholder, although keys are never filled in."""
    return [path for path in _keys(document, FieldPath()) if MARK in str(path[-1])]


def _texts(node: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(node, str):
        if PLACEHOLDERS.concerns(node):
            yield path, node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _texts(value, path.child(str(name)))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _texts(value, path.index(i))


def _keys(node: Any, path: FieldPath) -> Iterator[FieldPath]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield path.key(str(name))
            yield from _keys(value, path.child(str(name)))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _keys(value, path.index(i))


def filled(use: Use, values: Mapping[str, Value], fields: Catalogue | None) -> Any:
    """What a value becomes once it is filled in; the placeholder of a parameter without a value stays.

    `fields` says which fields of the document hold text, where it is of a kind that is known.
    """
    if use.is_alone and use.names[0] in values:
        value = values[use.names[0]]
        spec = fields.field(use.path) if fields is not None else None
        return as_text(value) if spec is not None and spec.type == "string" else value
    return PLACEHOLDERS.fill(use.text, values, as_text)
