"""References to other objects by kind and name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.shared_metadata import name_is_path_segment
from podbuilder.kube.core.field import FieldError, FieldPath, invalid, required
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions


def validate_kind_and_name(reference: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Both must be there, and fit into an address.

    Part of ValidateCrossVersionObjectReference, Kubernetes v1.36, pkg/apis/autoscaling/validation, and of
    validateIngressTypedLocalObjectReference, pkg/apis/networking/validation.
    """
    for name in ("kind", "name"):
        value = reference.get(name, "")
        if value:
            yield from invalid_for_each(path.child(name), value, name_is_path_segment(value, prefix=False))
        else:
            yield required(path.child(name), f"Write the {name} of the object that is meant.")


def validate_cross_version_object_reference(
    reference: dict[str, Any], path: FieldPath, needs_group: bool, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidateCrossVersionObjectReference and ValidateAPIVersion, Kubernetes v1.36.

    Before 1.34 the apiVersion was not looked at.
    """
    yield from validate_kind_and_name(reference, path)
    api_version = reference.get("apiVersion", "")
    if options.minor < 34:
        return
    if api_version.count("/") > 1:
        detail = f'{show(api_version)} is not an API version. Write one such as "apps/v1".'
        yield invalid(path.child("apiVersion"), api_version, detail)
    elif needs_group and not api_version.rpartition("/")[0]:
        detail = (
            f'The group is missing; write the apiVersion of the {show(reference.get("kind", ""))}, such as "apps/v1".'
        )
        yield invalid(path.child("apiVersion"), api_version, detail)
