"""A field said with its value, as YAML or kubectl have them: `periodSeconds 5`, `image: nginx:1.27`, `memory=1Gi`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from podbuilder.kube.catalogue import search_index
from podbuilder.kube.catalogue.spec import FieldSpec

_SAID = re.compile(r"([A-Za-z][A-Za-z0-9_./\[\]-]*+)(?:\s*+[:=]\s*+|\s++)(\S.*+)", re.DOTALL)
_INDEX = re.compile(r"\[[0-9]*\]")
# Resources that are meant by their name alone.
RESOURCES = ("cpu", "memory", "ephemeral-storage")
_SIDES = ("limits", "requests")
_OF_RESOURCES = ("spec.containers[].resources.limits", "spec.containers[].resources.requests")


class Assignment(NamedTuple):
    """What was said: the field, by the last of the names that lead to it, and the value as it was typed."""

    field: str
    text: str


class Target(NamedTuple):
    """A field that is meant: the pattern of its place, with the key for an entry of a map; and what it holds."""

    pattern: str
    key: str
    spec: FieldSpec

    @property
    def spelled(self) -> str:
        """All the names from the top, as a text says them."""
        return f"{self.pattern.replace('[]', '')}{'.' if self.key else ''}{self.key}".lower()


def read(text: str) -> Assignment | None:
    """The field and the value of a text; None if it does not have both. Quotes around the value are YAML's."""
    found = _SAID.fullmatch(text.strip())
    if found is None:
        return None
    field, value = found[1].rstrip("."), found[2]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return Assignment(field, value)


def targets(version: str, field: str, workload: str = "") -> list[Target]:
    """The fields with one value that a name means, those that most pods have first; the workload's are among them."""
    said = _INDEX.sub("", field).lower()
    # Each of them ends in one of the names, but for a resource, which is a key by itself.
    names = {*said.split("."), *(_SIDES if said in RESOURCES else ())}
    entries = [e for e in search_index.entries(version, workload) if _last(e.spec.pattern) in names]
    found = [(entry.order, target) for entry in entries for target in _meant(entry.spec, field)]
    # Who says the whole way from the top means nothing that only ends in the same names.
    whole = [one for one in found if one[1].spelled == said]
    return [target for _, target in sorted(whole or found, key=lambda one: one[0])]


def _last(pattern: str) -> str:
    return pattern.rpartition(".")[2].removesuffix("[]").lower()


def _meant(spec: FieldSpec, field: str) -> Iterator[Target]:
    """The field itself, or an entry of its map, if it is meant by what was said."""
    names = _INDEX.sub("", field).split(".")
    parts = spec.pattern.replace("[]", "").split(".")
    if spec.is_scalar:
        if _is_end(names, parts):
            yield Target(spec.pattern, "", spec)
    elif spec.type == "map" and spec.item is not None and spec.item.is_scalar:
        if len(names) == 1 and names[0] in RESOURCES and spec.pattern in _OF_RESOURCES:
            yield Target(spec.pattern, names[0], spec.item)
        # What is behind the map's name is its key, which may have dots.
        for size in range(1, len(names)):
            if _is_end(names[:size], parts):
                yield Target(spec.pattern, ".".join(names[size:]), spec.item)
                return


def _is_end(names: list[str], parts: list[str]) -> bool:
    """Whether a field's place ends in these names; case does not matter, as people type it in a hurry."""
    return [name.lower() for name in names] == [part.lower() for part in parts[-len(names) :]]
