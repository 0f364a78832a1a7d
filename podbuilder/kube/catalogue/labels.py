"""What fields are called, for people."""

from __future__ import annotations

from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.core.field import FieldPath


def label_of(path: FieldPath, fields: Catalogue) -> str:
    """The label of a field; the last part of its path if the catalogue does not know it."""
    spec = fields.field(path)
    return (spec.label or spec.name) if spec else str(path[-1])
