"""What is found between two objects of a file, and the edit that mends it."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit


@dataclass(frozen=True, slots=True)
class FileFix:
    """An edit of one document, with its path in there. One that is not safe has a value that a person must confirm."""

    title: str
    document_number: int
    edit: Edit
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class FileFinding:
    """A contradiction: the object that has it, its field as a path of the object, and a sentence.

    `document_number` and `object_path` say where in the text the object stands. `rule` is the rule of advice that says
    the same at the pod, "" where none does.
    """

    kind: str
    name: str
    document_number: int
    object_path: FieldPath
    path: FieldPath
    sentence: str
    fix: FileFix | None = None
    rule: str = ""

    @property
    def path_in_document(self) -> FieldPath:
        return FieldPath((*self.object_path, *self.path))
