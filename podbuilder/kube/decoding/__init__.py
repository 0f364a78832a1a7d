"""What the API server's strict decoder refuses, before any validation: unknown fields and values of the wrong type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldError, invalid, unknown_field
from podbuilder.kube.decoding import messages
from podbuilder.kube.decoding.convert import REFUSED, Refusals, converter

__all__ = ["Decoded", "decode", "decode_wrapper", "not_refused"]

# Upstream takes an absent kind from the address that was posted to, and a pod template has none.
_IDENTITY = {"apiVersion": "v1", "kind": "Pod"}
_NOT_IN_A_TEMPLATE = ("apiVersion", "kind", "status")


class Decoded(NamedTuple):
    """A well-typed copy of a document without what was refused, and the refusals."""

    document: Document
    errors: tuple[FieldError, ...]


def decode(pod: Any, version: str, is_template: bool = False) -> Decoded:
    """Read a pod (or a pod template) as the API server of `version` does with strict field validation.

    In the copy a null field is absent, and a null or refused list item is an empty one, so that indices stay.
    """
    refusals = Refusals()
    copy = converter(version)(pod, (), refusals)
    errors = refusals.errors
    if not refusals.fits:
        errors = [*_misfits(pod, version), *errors]
    document = {} if copy is REFUSED else copy
    if is_template:
        errors = [_of_template(error) for error in errors]
        alien = [name for name in _NOT_IN_A_TEMPLATE if document.pop(name, None) is not None]
        errors = [*errors, *(unknown_field(ROOT.child(name), messages.not_in_a_template(name)) for name in alien)]
    for name, wanted in _IDENTITY.items():
        if document.get(name, wanted) not in (wanted, ""):
            errors = [*errors, invalid(ROOT.child(name), document[name], messages.other_word(wanted, document[name]))]
    return Decoded(document, tuple(errors))


def _of_template(error: FieldError) -> FieldError:
    is_at_the_top = error.type is ErrorType.UNKNOWN_FIELD and len(error.path) == 1
    return replace(error, detail=messages.not_in_a_template(str(error.path[0]))) if is_at_the_top else error


def decode_wrapper(document: Any, version: str, kind: str) -> Decoded:
    """Read a workload as the API server does; the caller has taken out the pod template, which is decoded by itself."""
    refusals = Refusals()
    copy = converter(version, kind)(document, (), refusals)
    errors = refusals.errors if refusals.fits else [*_misfits(document, version, kind), *refusals.errors]
    return Decoded({} if copy is REFUSED else copy, tuple(errors))


def not_refused(errors: Iterable[FieldError], refused: Iterable[FieldError]) -> Iterator[FieldError]:
    """The validation errors, except those that merely follow from a wrong type: "required" where something stood."""
    paths = {error.path for error in refused if error.type is ErrorType.TYPE_INVALID}
    for error in errors:
        if not paths or not any(error.path[:length] in paths for length in range(len(error.path) + 1)):
            yield error


def _misfits(document: Any, version: str, kind: str = "Pod") -> Iterator[FieldError]:
    from podbuilder.kube.decoding.misfits import misfits  # loads jsonschema, which most documents do without

    return misfits(document, version, kind)
