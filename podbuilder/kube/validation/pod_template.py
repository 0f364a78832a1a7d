"""The pod template of a workload, which is judged less strictly than the pods that are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldPath, forbidden
from podbuilder.kube.validation.annotations import validate_pod_specific_annotations
from podbuilder.kube.validation.object_meta import validate_annotations
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.pod import METADATA, SPEC, validate_pod_spec
from podbuilder.kube.validation.seccomp_apparmor import (
    validate_app_armor_annotations_and_fields_match_on_create,
    validate_seccomp_annotations_and_fields,
)
from podbuilder.kube.validation.selectors import validate_labels


def validate_pod_template(template: Document, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """What the API server refuses in a template, which is at `path`, well-typed and has a template's defaults.

    Mirrors ValidatePodTemplateSpec, Kubernetes v1.36, pkg/apis/core/validation.
    """
    yield from validate_template_metadata(template, path, options)
    seen: set[tuple[ErrorType, FieldPath, str]] = set()
    for error in _validate_spec(_as_pod(template), options._replace(resource_is_pod=False)):
        # Where upstream names only a list, two of its items can have the same error.
        key = (error.type, error.path, error.detail)
        if key not in seen:
            yield error.below(path)
        seen.add(key)


def validate_template_metadata(template: Document, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Labels and annotations. Nothing else in the metadata of a template is looked at, not even a name.

    sic: upstream names them as if they stood in the template itself.
    """
    for error in _validate_metadata(_as_pod(template), options):
        yield replace(error, told_at=error.path.relative_to(METADATA)).below(path)


def _as_pod(template: Document) -> Document:
    metadata = template.get("metadata") or {}
    return {
        "metadata": {name: metadata[name] for name in ("labels", "annotations") if name in metadata},
        "spec": template["spec"],
    }


def _validate_metadata(pod: Document, options: PodOptions) -> Iterator[FieldError]:
    metadata = pod["metadata"]
    if "labels" in metadata:
        yield from validate_labels(metadata["labels"], METADATA.child("labels"))
    if metadata.get("annotations"):
        at = METADATA.child("annotations")
        yield from validate_annotations(metadata["annotations"], at)
        yield from validate_pod_specific_annotations(metadata["annotations"], pod, at, options)


def _validate_spec(pod: Document, options: PodOptions) -> Iterator[FieldError]:
    yield from validate_pod_spec(pod, SPEC, options)
    yield from validate_seccomp_annotations_and_fields(pod, SPEC)
    yield from validate_app_armor_annotations_and_fields_match_on_create(pod, options)
    if pod["spec"].get("ephemeralContainers"):
        yield forbidden(
            SPEC.child("ephemeralContainers"),
            "Ephemeral containers are added to a running pod, with kubectl debug; a pod template cannot have them.",
        )
