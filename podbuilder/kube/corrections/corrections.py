"""What would mend an error of the API server: a field moved to where it belongs, or a value as it was meant.

A correction is a value. It is offered, and made only when somebody takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import ErrorType, FieldError, FieldPath, FieldWarning
from podbuilder.kube.corrections.cures import Cure, cures
from podbuilder.kube.corrections.homes import Home, Homes
from podbuilder.kube.corrections.shape import meant_by
from podbuilder.kube.corrections.words import shown_value
from podbuilder.kube.identity_lines import missing_line
from podbuilder.kube.manifest import Manifest, remove_, rename_, set_
from podbuilder.kube.manifest.relocation import relocate
from podbuilder.kube.yamltext.edits import same


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that gets another place, another value, or both, or is removed (MISSING); paths of the document."""

    title: str
    source: FieldPath
    target: FieldPath
    value: Any

    def applied(self, manifest: Manifest) -> Manifest:
        """The manifest with the correction made (ManifestError)."""
        if self.source.parent != self.target.parent:
            return relocate(manifest, self.source, self.target, self.value)
        if self.value is documents.MISSING:
            return manifest.patch_document([remove_(self.source)])
        edits = [] if self.source == self.target else [rename_(self.source, str(self.target[-1]))]
        if not same(documents.get(manifest.document, self.source), self.value):
            edits.append(set_(self.target, self.value))
        return manifest.patch_document(edits)


class Corrections:
    """The corrections of one manifest's errors by a version of Kubernetes; paths are the document's."""

    def __init__(self, manifest: Manifest, version: str) -> None:
        self._manifest = manifest
        self._version = version

    @cached_property
    def _whole(self) -> tuple[FieldPath, catalogue.Catalogue]:
        """What is corrected as one: the object with its catalogue, or only the pod where that is all that is known."""
        manifest = self._manifest
        known = catalogue.of_document(manifest.object, self._version)
        if known is None:
            return manifest.pod_path, catalogue.load(self._version)
        return manifest.object_path, known

    @cached_property
    def _homes(self) -> Homes:
        at, fields = self._whole
        return Homes(documents.get(self._manifest.document, at), fields.root)

    def of(self, error: FieldError | FieldWarning, path: FieldPath) -> list[Correction]:
        """What would mend an error or a warning about the field at `path`, the likeliest first."""
        if line := missing_line(self._manifest, path):
            return [Correction(f"Write {path[-1]}: {line}.", path, path, line)]
        at, fields = self._whole
        if not path.is_under(at) or not self._manifest.place.is_plain:
            return []
        own = path.relative_to(at)
        if isinstance(error, FieldError) and error.type is ErrorType.UNKNOWN_FIELD:
            homes = self._homes.of(own)
            if moved := [_moved(path, at, home) for home in homes if home.value is not documents.MISSING]:
                return moved
        if isinstance(error, FieldError):
            found = cures(error, own, documents.get(self._manifest.document, at))
            if found:
                return [_cured(at, cure) for cure in found]
        spec = fields.field(own)
        # A warning may be about anything at its place, but one about an amount is about the amount.
        is_about_value = error.type in _MENDABLE if isinstance(error, FieldError) else spec and spec.type == "quantity"
        if spec is None or not is_about_value:
            return []
        written = documents.get(self._manifest.document, path)
        meant = meant_by(written, spec)
        return [] if meant is documents.MISSING else [Correction(_says(written, meant, spec), path, path, meant)]


# The types of errors that another value may mend.
_MENDABLE = {ErrorType.TYPE_INVALID, ErrorType.INVALID, ErrorType.NOT_SUPPORTED}


def _cured(at: FieldPath, cure: Cure) -> Correction:
    path = FieldPath((*at, *cure.path))
    return Correction(cure.title, path, path, cure.value)


def _moved(path: FieldPath, at: FieldPath, home: Home) -> Correction:
    target = FieldPath((*at, *home.path))
    if path.parent == target.parent:
        return Correction(f"Write {target[-1]} instead of {path[-1]}.", path, target, home.value)
    name = f"{path[-1]}" if path[-1] == target[-1] else f"{path[-1]}, as {target[-1]},"
    place = f"under {target.parent}" if target.parent else "to the top"
    return Correction(f"Move {name} {place}.", path, target, home.value)


def _says(written: Any, value: Any, spec: FieldSpec) -> str:
    """What a correction of a value does. A text of any form is not shown: it may be a password."""
    if shown := shown_value(value, spec):
        return f"Write {shown}."
    if isinstance(value, (dict, list)) and type(value) is type(written):
        return "Mend what is in it."
    if isinstance(value, list):
        return "Make it a list."
    return "Make it a mapping." if isinstance(value, dict) else "Write it as text, in quotes."
