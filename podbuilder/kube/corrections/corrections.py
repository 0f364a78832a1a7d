"""What would mend an error of the API server: a field moved to where it belongs, or a value as it was meant.

A correction is a value. It is offered, and made only when somebody takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec, history
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import ErrorType, FieldError, FieldPath, FieldWarning
from podbuilder.kube.core.foreign_placeholder import foreign_placeholders
from podbuilder.kube.corrections.cures import Cure, cures
from podbuilder.kube.corrections.homes import Homes
from podbuilder.kube.corrections.other_kinds import other_kinds
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
    def _object(self) -> Any:
        """What stands there; of a pod that is not written as a pod, the pod."""
        manifest = self._manifest
        return documents.get(manifest.document, self._whole[0]) if manifest.place.is_plain else manifest.pod

    @cached_property
    def _homes(self) -> Homes:
        return Homes(self._object, self._whole[1].root)

    def _own(self, path: FieldPath) -> FieldPath | None:
        """A path of the document as one of what is corrected; None for a place outside."""
        at, place = self._whole[0], self._manifest.place
        if not place.is_plain:
            return place.in_pod(path)
        return path.relative_to(at) if path.is_under(at) else None

    def _in_document(self, own: FieldPath) -> FieldPath | None:
        """The same the other way; None where the document has no place for it."""
        at, place = self._whole[0], self._manifest.place
        return FieldPath((*at, *own)) if place.is_plain else place.in_document(own)

    def of(self, error: FieldError | FieldWarning, path: FieldPath) -> list[Correction]:
        """What would mend an error or a warning about the field at `path`, the likeliest first."""
        if line := missing_line(self._manifest, path):
            return [Correction(f"Write {path[-1]}: {line}.", path, path, line)]
        own = self._own(path)
        if own is None:
            return []
        fields = self._whole[1]
        is_unknown = isinstance(error, FieldError) and error.type is ErrorType.UNKNOWN_FIELD
        if is_unknown and self._is_of_another_version(path, own):
            # It stands where it belongs, and no other place means the same.
            return [Correction(f"Remove {path[-1]}.", path, path, documents.MISSING)]
        if is_unknown and (moved := self._moved(path, own)):
            return moved
        if isinstance(error, FieldError):
            found = cures(error, own, self._object)
            if found:
                return [_cured(at, cure) for cure in found if (at := self._in_document(cure.path))]
        spec = fields.field(own)
        # A warning may be about anything at its place, but one about an amount is about the amount.
        is_about_value = error.type in _MENDABLE if isinstance(error, FieldError) else spec and spec.type == "quantity"
        if spec is None or not is_about_value:
            return []
        written = documents.get(self._manifest.document, path)
        if isinstance(written, str) and foreign_placeholders(written):
            # Who fills it in knows what is meant.
            return []
        meant = meant_by(written, spec)
        return [] if meant is documents.MISSING else [Correction(_says(written, meant, spec), path, path, meant)]

    def _is_of_another_version(self, path: FieldPath, own: FieldPath) -> bool:
        """Whether a version of Kubernetes has the field, though not this one."""
        pod_path = self._manifest.place.in_pod(path)
        kind = history.POD if pod_path is not None else self._manifest.kind
        return history.age_of((own if pod_path is None else pod_path).pattern(), kind) != (None, None)

    def _moved(self, path: FieldPath, own: FieldPath) -> list[Correction]:
        """The unknown field at `path` at its likeliest places."""
        homes = self._homes.of(own)
        if other_kinds(own, homes, self._manifest.place.kind, self._version):
            return []
        places = [(self._in_document(home.path), home.value) for home in homes]
        return [_moved(path, at, value) for at, value in places if at and value is not documents.MISSING]


# The types of errors that another value may mend.
_MENDABLE = {ErrorType.TYPE_INVALID, ErrorType.INVALID, ErrorType.NOT_SUPPORTED}


def _cured(path: FieldPath, cure: Cure) -> Correction:
    return Correction(cure.title, path, path, cure.value)


def _moved(path: FieldPath, target: FieldPath, value: Any) -> Correction:
    if path.parent == target.parent:
        return Correction(f"Write {target[-1]} instead of {path[-1]}.", path, target, value)
    name = f"{path[-1]}" if path[-1] == target[-1] else f"{path[-1]}, as {target[-1]},"
    place = f"under {target.parent}" if target.parent else "to the top"
    return Correction(f"Move {name} {place}.", path, target, value)


def _says(written: Any, value: Any, spec: FieldSpec) -> str:
    """What a correction of a value does. A text of any form is not shown: it may be a password."""
    if shown := shown_value(value, spec):
        return f"Write {shown}."
    if isinstance(value, (dict, list)) and type(value) is type(written):
        return "Mend what is in it."
    if isinstance(value, list):
        return "Make it a list."
    return "Make it a mapping." if isinstance(value, dict) else "Write it as text, in quotes."
