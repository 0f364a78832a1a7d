"""Everything that the API server says of a manifest, in one order: errors, those of the pods alone, then warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from podbuilder.kube.core.field import FieldError, FieldPath, FieldWarning
from podbuilder.kube.review import Review


class Complaint(NamedTuple):
    """An error or a warning of the API server, and where it stands."""

    said: FieldError | FieldWarning
    # In the document: where the server sees it, maybe in a map as a whole, and the place that is meant.
    path: FieldPath
    place: FieldPath
    # The field of the pod that is meant; None for what is around the pod.
    field: FieldPath | None
    # Whether the server takes the object, and refuses this in the pods that are made of it.
    is_of_pods: bool = False


def complaints(
    review: Review, pod_path: FieldPath, in_document: Callable[[FieldPath], FieldPath]
) -> Iterator[Complaint]:
    """The complaints of a review of the pod at `pod_path`; `in_document` makes a path of the document of the pod's."""
    for error in review.wrapper_errors:
        yield Complaint(error, error.path, error.place, None)
    for error in review.errors:
        yield Complaint(error, in_document(error.path), in_document(error.place), error.place)
    for error in review.pod_errors:
        field = error.place.relative_to(pod_path) if error.place.is_under(pod_path) else None
        yield Complaint(error, error.path, error.place, field, True)
    for warning in review.wrapper_warnings:
        yield Complaint(warning, warning.path, warning.path, None)
    for warning in review.warnings:
        at = in_document(warning.path)
        yield Complaint(warning, at, at, warning.path)
