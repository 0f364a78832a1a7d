"""An object of a file that is no pod and holds none: what it is, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest.manifest import Position
from podbuilder.kube.yamltext.positions import Positions
from podbuilder.kube.yamltext.tree import Tree


@dataclass(frozen=True)
class FileObject:
    """An object without pods: its document, which of the file's that is, its path there, and what it says."""

    tree: Tree
    document_number: int
    path: FieldPath
    object: Document

    @property
    def label(self) -> str:
        """Kind and name."""
        words = (self.object.get("kind"), documents.get(self.object, ("metadata", "name")))
        return " ".join(word for word in words if isinstance(word, str) and word)

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.tree)

    def where_in_document(self, path: FieldPath) -> Position:
        """The position of a path of the document; that of the nearest ancestor if the field is missing."""
        return Position(*self._positions.where(path))
