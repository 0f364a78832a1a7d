"""The variables of a whole document: every text in it, keys excepted.

Mirrors interpolation/interpolation.go of compose-go v2.9.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.problem import ComposeProblem
from podbuilder.kube.importers.compose.substitution import Substitution, UnreadableTemplate, VariableUse


@dataclass(frozen=True, slots=True)
class VariableNote:
    """A variable, and the path of the text that names it."""

    path: FieldPath
    use: VariableUse


class Interpolation:
    """Fills in the variables of a file's documents; what it did is in `notes`, what it could not read in `problems`."""

    def __init__(self, substitution: Substitution) -> None:
        self._substitution = substitution
        self.notes: list[VariableNote] = []
        self.problems: list[ComposeProblem] = []

    def fill(self, value: Any, path: ValuePath) -> Any:
        """The value with all its texts filled in. A text that cannot be read is left as it is."""
        if type(value) is str:
            return self._text(value, path) if "$" in value else value
        if isinstance(value, dict):
            return {key: self.fill(below, (*path, key)) for key, below in value.items()}
        if isinstance(value, list):
            return [self.fill(below, (*path, index)) for index, below in enumerate(value)]
        return value

    def _text(self, text: str, path: ValuePath) -> str:
        self._substitution.uses = []
        try:
            filled = self._substitution.fill(text)
        except UnreadableTemplate as error:
            self.problems.append(ComposeProblem(FieldPath(path), str(error)))
            return text
        self.notes += [VariableNote(FieldPath(path), use) for use in self._substitution.uses]
        return filled
