"""Paths inside a volume or a node: relative, without ".." and not starting with it."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.formats import show

BACKSTEP = ".."


def validate_local_descending_path(target: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateLocalDescendingPath, Kubernetes v1.36, pkg/apis/core/validation."""
    if target.startswith("/"):
        yield invalid(path, target, f'{show(target)} starts with "/". Use a relative path, such as "conf/app.yaml".')
    yield from validate_path_no_backsteps(target, path)


def validate_path_no_backsteps(target: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePathNoBacksteps, Kubernetes v1.36, pkg/apis/core/validation."""
    if BACKSTEP in target.split("/"):
        yield invalid(path, target, f'{show(target)} contains "..". A path may not climb out of its directory.')


def validate_local_non_reserved_path(target: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateLocalNonReservedPath, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_local_descending_path(target, path)
    # A leading "../" was reported above.
    if target.startswith(BACKSTEP) and not target.startswith("../"):
        yield invalid(path, target, f'{show(target)} starts with "..", which is reserved. Choose another file name.')
