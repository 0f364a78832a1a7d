"""Whether an object's apiVersion is one under which the API server knows its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, FieldError, invalid, required
from podbuilder.kube.core.kinds import Kind
from podbuilder.kube.validation.formats import show


def validate_identity(wrapper: Document, kind: Kind) -> Iterator[FieldError]:
    """Whether the server knows the kind under this apiVersion."""
    found: Any = wrapper.get("apiVersion", "")
    path = ROOT.child("apiVersion")
    if found == kind.api_version:
        return
    if found == "":
        yield required(
            path,
            f"Write “apiVersion: {kind.api_version}”; without it the server does not know which {kind.name} is meant.",
        )
    elif found in kind.former:
        detail = f"{show(found)} was removed before Kubernetes 1.25. Use {kind.api_version} for a {kind.name}."
        yield invalid(path, found, detail)
    elif isinstance(found, str):
        yield invalid(path, found, f"Kubernetes has no {kind.name} in {show(found)}. Use {kind.api_version}.")
