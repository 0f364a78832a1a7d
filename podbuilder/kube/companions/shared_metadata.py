"""The metadata of an object beside a pod, which the server checks whatever the kind.

Mirrors BeforeCreate, Kubernetes v1.36, apiserver pkg/registry/rest, and ValidateObjectMeta, pkg/apis/core/validation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError
from podbuilder.kube.validation.format_errors import validate_nonnegative_field
from podbuilder.kube.validation.object_meta import NameRule, validate_object_meta
from podbuilder.kube.validation.options import PodOptions

METADATA = ROOT.child("metadata")
_FINALIZERS = METADATA.child("finalizers")


def name_is_path_segment(name: str, prefix: bool) -> list[str]:
    """A name that an address can hold. Mirrors ValidatePathSegmentName, Kubernetes v1.36, apimachinery."""
    if not prefix and name in (".", ".."):
        return [f"The name becomes part of an address, where “{name}” is the way to a folder. Choose another."]
    signs = [sign for sign in "/%" if sign in name]
    return [f"A name becomes part of an address, so it cannot have “{sign}”. Remove it." for sign in signs]


def as_created(document: Document, is_namespaced: bool, has_generation: bool) -> Document:
    """A decoded object (well-typed) with its metadata as the server sees it: a new object.

    An object of the whole cluster loses its namespace without a word, and some kinds get a generation of the server's.
    """
    dropped = {"namespace": not is_namespaced, "generation": has_generation}
    metadata = {name: value for name, value in document.get("metadata", {}).items() if not dropped.get(name)}
    return {**document, "metadata": metadata}


def validate_metadata(metadata: Document, kind: str, name_rule: NameRule, options: PodOptions) -> Iterator[FieldError]:
    """The errors in metadata (as created) of an object of a kind that has this rule for its names."""
    own = {name: value for name, value in metadata.items() if name != "generation"}
    yield from validate_object_meta(own, METADATA, options, kind, name_rule)
    yield from validate_nonnegative_field(metadata.get("generation", 0), METADATA.child("generation"))


def validate_metadata_at_last(metadata: Document, kind: str, options: PodOptions) -> Iterator[FieldError]:
    """The same for a kind that has no rules of its own for metadata. Mirrors ValidateObjectMetaAccessor, v1.36.

    Its name is only kept out of the way of addresses.
    """
    return without_domains(validate_metadata(metadata, kind, name_is_path_segment, options))


def without_domains(errors: Iterable[FieldError]) -> Iterator[FieldError]:
    """The errors but those about finalizers without a domain, which only some of Kubernetes' own kinds refuse."""
    for error in errors:
        if not error.path.is_under(_FINALIZERS) or error.path == _FINALIZERS:
            yield error
