"""Annotations that the server reads: mirror pods, tolerations, deletion cost, seccomp and AppArmor profiles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.annotation_keys import DELETION_COST, MIRROR_POD, TOLERATIONS
from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.seccomp_apparmor import (
    validate_app_armor_pod_annotations,
    validate_seccomp_pod_annotations,
)
from podbuilder.kube.validation.tolerations import validate_tolerations

# "+10" and "008" are refused, but, sic, "-08" is not.
_deletion_cost = re.compile("0|-[0-9]+|[1-9][0-9]*").fullmatch
_int64 = re.compile("-?(?:0|[1-9][0-9]*)").fullmatch
_TOLERATION_FIELDS = ("key", "operator", "value", "effect", "tolerationSeconds")


def validate_pod_specific_annotations(
    annotations: Mapping[str, str], pod: dict[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidatePodSpecificAnnotations, Kubernetes v1.36, pkg/apis/core/validation."""
    if MIRROR_POD in annotations and not pod["spec"].get("nodeName"):
        found = "This annotation marks the image of a static pod, which needs spec.nodeName"
        yield invalid(path.key(MIRROR_POD), annotations[MIRROR_POD], f"{found}; remove the annotation.")
    if annotations.get(TOLERATIONS):
        yield from validate_tolerations_in_pod_annotations(annotations[TOLERATIONS], path, options)
    if options.allow_pod_deletion_cost and DELETION_COST in annotations:
        yield from _validate_deletion_cost(annotations[DELETION_COST], path.key(DELETION_COST))
    yield from validate_seccomp_pod_annotations(annotations, path)
    yield from validate_app_armor_pod_annotations(annotations, pod, path)


def _validate_deletion_cost(cost: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors GetDeletionCostFromPodAnnotations, Kubernetes v1.36, pkg/apis/core/helper."""
    if not _deletion_cost(cost) or not -(2**31) <= _clamped_int(cost) < 2**31:
        yield invalid(path, cost, 'This is not a deletion cost. Write a 32-bit whole number, such as "100".')


def _clamped_int(digits: str) -> int:
    """The number, or one too large for 64 bits: Python refuses to read thousands of digits."""
    significant = digits.lstrip("-0")
    return (-1 if digits[0] == "-" else 1) * int(significant[:20] or "0")


def validate_tolerations_in_pod_annotations(value: str, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """sic: for text that is not a list of tolerations, the error is at the annotations as a whole.

    Mirrors ValidateTolerationsInPodAnnotations, Kubernetes v1.36, pkg/apis/core/validation.
    """
    try:
        tolerations = read_tolerations(value)
    except (ValueError, RecursionError):
        wanted = 'a JSON list of tolerations, such as [{"key": "gpu", "operator": "Exists"}]'
        detail = f"The annotation {TOLERATIONS} cannot be read; Kubernetes wants {wanted}."
        yield replace(invalid(path, value, detail), entry=TOLERATIONS)
        return
    yield from validate_tolerations(tolerations, path.child(TOLERATIONS), options)


def read_tolerations(text: str) -> list[dict[str, Any]]:
    """The tolerations in a JSON text (ValueError if it holds none). Mirrors GetTolerationsFromPodAnnotations.

    As Go reads into a structure without tags: keys in any case, null for nothing, other keys ignored.
    """
    items = json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=_no_constant)
    if items is None:
        return []
    if not isinstance(items, list):
        raise ValueError("not a list")
    return [_read_toleration(item) for item in items]


class _Number(str):
    """A JSON number, kept as its text."""

    __slots__ = ()


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _read_toleration(item: Any) -> dict[str, Any]:
    if item is None:
        return {}
    if not isinstance(item, dict):
        raise ValueError("not an object")
    fields = {name.lower(): name for name in _TOLERATION_FIELDS}
    toleration: dict[str, Any] = {}
    for key, value in item.items():
        name = fields.get(key.lower())
        if name is None or value is None:
            continue
        if name == "tolerationSeconds":
            if not isinstance(value, _Number) or not _int64(value) or not -(2**63) <= _clamped_int(value) < 2**63:
                raise ValueError("not a 64-bit number")
        elif not isinstance(value, str) or isinstance(value, _Number):
            raise ValueError("not a text")
        toleration[name] = value
    return toleration
