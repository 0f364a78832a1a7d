"""A Compose file as it was read: services and what they use, in their long forms, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.compose_node import ComposeNode, TextPlace
from podbuilder.kube.importers.compose.interpolation import VariableNote
from podbuilder.kube.importers.compose.long_form import ListOrigin
from podbuilder.kube.importers.compose.problem import ComposeProblem


class Oddity(StrEnum):
    """What Compose does with a value that few would expect of it."""

    # A number or boolean without quotes becomes text, and is spelled otherwise: 0644 is "420".
    RESPELLED = "respelled"
    # A command ends at the first operator of a shell.
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class OddityNote:
    """An oddity: where, what was written, and what Compose reads. Of a command, what is left out and the words."""

    path: FieldPath
    oddity: Oddity
    written: str
    read: str


@dataclass(frozen=True, slots=True)
class ComposeFile:
    """What a text says. Paths begin with `services` and the like, also where a file of version 1 has no such key."""

    name: str
    services: Mapping[str, Mapping[str, Any]]
    networks: Mapping[str, Mapping[str, Any] | None]
    volumes: Mapping[str, Mapping[str, Any] | None]
    secrets: Mapping[str, Mapping[str, Any]]
    configs: Mapping[str, Mapping[str, Any]]
    models: Mapping[str, Mapping[str, Any]]
    # Files that belong to this one and are not here.
    includes: tuple[Mapping[str, Any], ...]
    # What the key `version` says, which Compose no longer reads; None if it is not there.
    version: str | None
    # Whether the services stand at the top, as they did until 2016.
    is_version_1: bool
    # Every key of the text in its order, with `<<` and those that begin with x-.
    keys: tuple[tuple[FieldPath, TextPlace], ...]
    variables: tuple[VariableNote, ...]
    oddities: tuple[OddityNote, ...]
    problems: tuple[ComposeProblem, ...]
    # Of the lists of services, where their entries come from, by their paths.
    origins: Mapping[ValuePath, ListOrigin]
    _documents: tuple[ComposeNode, ...]

    def node_of(self, path: ValuePath) -> ComposeNode | None:
        """The value at a path as it was written; of several documents the last that has it counts."""
        written = self._written(path)
        return next((node for document in reversed(self._documents) if (node := document.below(written))), None)

    @property
    def documents(self) -> tuple[ComposeNode, ...]:
        """The trees of the text."""
        return self._documents

    def place_of(self, path: ValuePath) -> TextPlace:
        """Where the value at a path stands in the text, or what is nearest above it."""
        written = self._written(path)
        return max((document.reach(written) for document in self._documents), key=lambda found: found[0])[1]

    def written(self, path: ValuePath) -> str:
        """A path as the report names it: `services.web.ports[0]`."""
        return str(FieldPath(self._written(path)))

    def _written(self, path: ValuePath) -> ValuePath:
        return path[1:] if self.is_version_1 and path[:1] == ("services",) else path
