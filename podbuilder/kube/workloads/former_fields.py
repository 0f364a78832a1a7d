"""Fields of former API versions, which live on as annotations: the server reads them before it judges the workload."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from podbuilder.kube.core import document
from podbuilder.kube.core.annotation_keys import ROLLBACK_TO, TEMPLATE_GENERATION
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, invalid, type_invalid
from podbuilder.kube.core.int64 import INT64_MAX, from_digits

ANNOTATIONS = ROOT.child("metadata", "annotations")
# The annotation of each kind, and whether an empty one counts as absent.
_READ = {"Deployment": (ROLLBACK_TO, True), "DaemonSet": (TEMPLATE_GENERATION, False)}
# Go's ParseInt for base 10.
_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)


def convert(wrapper: Document, kind: str) -> Iterator[FieldError]:
    """What the server cannot read. sic: an empty annotation of a Deployment passes, one of a DaemonSet does not.

    Mirrors Convert_v1_Deployment_To_apps_Deployment and Convert_v1_DaemonSet_To_apps_DaemonSet, Kubernetes v1.36,
    pkg/apis/apps/v1.
    """
    name, may_be_empty = _READ.get(kind, ("", True))
    value = document.get(wrapper, (*ANNOTATIONS, name)) if name else None
    if isinstance(value, str) and _number(value) is None and (value or not may_be_empty):
        detail = "The server reads a whole number here. Remove this annotation, which only controllers need."
        yield type_invalid(ANNOTATIONS.key(name), value, detail)


def validate_rollback(wrapper: Document, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateRollback, Kubernetes v1.36, pkg/apis/apps/validation. sic: it calls the revision a version."""
    value = document.get(wrapper, (*ANNOTATIONS, ROLLBACK_TO), "")
    revision = _number(value)
    if revision is not None and revision < 0:
        detail = f"{revision} is negative; it must be 0 or more. Remove this annotation, which only controllers need."
        yield replace(invalid(ANNOTATIONS.key(ROLLBACK_TO), value, detail), told_at=path.child("version"))


def _number(text: str) -> int | None:
    """The number that a text is, if it fits into 64 bits."""
    if not _NUMBER.fullmatch(text):
        return None
    size = from_digits(text.lstrip("+-"))
    number = -size if text.startswith("-") else size
    return number if -INT64_MAX - 1 <= number <= INT64_MAX else None
