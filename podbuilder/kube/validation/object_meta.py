"""The pod's metadata: names, labels, annotations, owners and finalizers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid, required, too_long
from podbuilder.kube.core.generated_name import generated_name
from podbuilder.kube.validation.format_errors import validate_nonnegative_field, validate_qualified_name
from podbuilder.kube.validation.formats import (
    byte_length,
    go_lower,
    is_qualified_name,
    name_is_dns_label,
    name_is_dns_subdomain,
    show,
)
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_labels

TOTAL_ANNOTATION_SIZE_LIMIT = 256 * 1024
# The server appends five letters to at most this many characters of generateName.
ORPHAN, FOREGROUND = "orphan", "foregroundDeletion"
STANDARD_FINALIZERS = ("kubernetes", ORPHAN, FOREGROUND)

# What is wrong with a name, or with the beginning of one.
NameRule = Callable[[str, bool], list[str]]


def validate_object_meta(
    metadata: dict[str, Any],
    path: FieldPath,
    options: PodOptions,
    kind: str = "pod",
    name_rule: NameRule = name_is_dns_subdomain,
) -> Iterator[FieldError]:
    """Mirrors ValidateObjectMeta, Kubernetes v1.36, pkg/apis/core/validation and apimachinery pkg/api/validation."""
    yield from validate_names(metadata, path, kind, name_rule)
    namespace = metadata.get("namespace", "")
    if namespace:
        yield from invalid_for_each(path.child("namespace"), namespace, name_is_dns_label(namespace, prefix=False))
    # Since 1.33 the server sets its own generation before it validates.
    if options.minor < 33:
        yield from validate_nonnegative_field(metadata.get("generation", 0), path.child("generation"))
    if "labels" in metadata:
        yield from validate_labels(metadata["labels"], path.child("labels"))
    if "annotations" in metadata:
        yield from validate_annotations(metadata["annotations"], path.child("annotations"))
    if "ownerReferences" in metadata:
        yield from validate_owner_references(metadata["ownerReferences"], path.child("ownerReferences"), options)
    if "finalizers" in metadata:
        yield from validate_finalizers(metadata["finalizers"], path.child("finalizers"))


def validate_names(
    metadata: dict[str, Any], path: FieldPath, kind: str = "pod", name_rule: NameRule = name_is_dns_subdomain
) -> Iterator[FieldError]:
    """The name, or the beginning of one. Part of ValidateObjectMetaAccessor, v1.36, apimachinery pkg/api/validation."""
    prefix = metadata.get("generateName", "")
    name = metadata.get("name", "")
    if prefix:
        yield from invalid_for_each(path.child("generateName"), prefix, name_rule(prefix, True))
        name = name or generated_name(prefix)
    if name:
        yield from invalid_for_each(path.child("name"), name, name_rule(name, False))
    else:
        yield required(path.child("name"), f'Give the {kind} a name, such as "web", or a generateName, such as "web-".')


def validate_annotations(annotations: Mapping[str, str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateAnnotations, Kubernetes v1.36, apimachinery pkg/api/validation.

    sic: an error is at the whole map, not at the annotation; capitals in a domain are allowed.
    """
    for name in annotations:
        found = invalid_for_each(path, name, is_qualified_name(go_lower(name)))
        yield from (replace(error, entry=name) for error in found)
    size = sum(byte_length(name) + byte_length(value) for name, value in annotations.items())
    if size > TOTAL_ANNOTATION_SIZE_LIMIT:
        yield too_long(
            path,
            size,
            f"All annotations together take {size} bytes; at most {TOTAL_ANNOTATION_SIZE_LIMIT} are allowed.",
        )


def validate_owner_references(
    owners: list[dict[str, Any]], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidateOwnerReferences, Kubernetes v1.37, apimachinery pkg/api/validation.

    sic: before 1.37 an error was at a field without its entry's index, and what was missing was called invalid.
    """
    first = ""
    for i, owner in enumerate(owners):
        yield from validate_owner_reference(owner, path.index(i) if options.minor >= 37 else path, options)
        if not owner.get("controller"):
            continue
        name = owner.get("name", "")
        # sic: 1.25 identified the first by its name alone, and so missed one without a name.
        current = f"{owner.get('kind', '')}/{name}" if options.minor >= 26 else name
        if first:
            yield invalid(
                path, current, f"{show(first)} and {show(current)} are both marked as the controller; keep one."
            )
        else:
            first = current


def validate_owner_reference(owner: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateOwnerReference, Kubernetes v1.37, apimachinery pkg/api/validation."""
    for name in ("apiVersion", "kind", "name", "uid"):
        if not owner.get(name):
            detail = f"Write the owner's {name}."
            at = path.child(name)
            yield required(at, detail) if options.minor >= 37 else invalid(at, "", detail)
    # "group/version" or "version".
    api_version = owner.get("apiVersion", "")
    parts = api_version.split("/")
    if api_version and (len(parts) > 2 or not parts[-1]):
        detail = f'{show(api_version)} is not an API version. Write one such as "apps/v1".'
        yield invalid(path.child("apiVersion"), api_version, detail)
    if api_version in ("v1", "/v1") and owner.get("kind") == "Event":
        yield invalid(path, "Event", "An Event cannot own anything.")


def validate_finalizers(finalizers: list[str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateFinalizers, apimachinery pkg/api/validation, and what core adds to it, Kubernetes v1.36.

    sic: an error in the spelling is reported at the list, a missing domain at the entry.
    """
    for finalizer in finalizers:
        yield from validate_qualified_name(finalizer, path)
    if ORPHAN in finalizers and FOREGROUND in finalizers:
        yield invalid(path, finalizers, f"{ORPHAN} and {FOREGROUND} contradict each other; keep one.")
    for i, finalizer in enumerate(finalizers):
        yield from validate_kube_finalizer_name(finalizer, path.index(i))


def validate_kube_finalizer_name(finalizer: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateKubeFinalizerName, Kubernetes v1.36, pkg/apis/core/validation."""
    if "/" not in finalizer and finalizer not in STANDARD_FINALIZERS:
        yield invalid(path, finalizer, f'{show(finalizer)} needs a domain, as in "example.com/cleanup".')
