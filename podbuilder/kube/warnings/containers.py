"""Warnings about a container's environment and resources.

Mirrors warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Document, FieldPath, FieldWarning
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.warnings.fractions import warnings_for_fractions

BYTES = ("memory", "ephemeral-storage")


def warnings_for_containers(pod: Document, minor: int) -> Iterator[FieldWarning]:
    for path, container, _ in visit_containers(pod):
        resources = container.get("resources") or {}
        for kind in ("limits", "requests"):
            yield from warnings_for_fractions(resources.get(kind), BYTES, path.child("resources", kind))
        yield from _env(container.get("env") or (), path.child("env"), minor)


def _env(variables: Any, path: FieldPath, minor: int) -> Iterator[FieldWarning]:
    seen: set[str] = set()
    for i, variable in enumerate(variables):
        name = variable.get("name", "")
        if name not in seen:
            seen.add(name)
        elif minor < 28:
            yield FieldWarning(
                path.index(i).child("name"),
                f"The variable {cut(name)} is already defined above; this definition counts.",
            )
        elif not _extends(variable, name):
            message = (
                f"The variable {cut(name)} is already defined above. This one hides it, and applying may drop either."
            )
            yield FieldWarning(path.index(i), message)


def _extends(variable: dict[str, Any], name: str) -> bool:
    """Whether the variable's value extends the one that the name had before, as in PATH=$(PATH):/opt/bin."""
    value, reference = variable.get("value", ""), f"$({name})"
    return variable.get("valueFrom") is None and reference in value and reference != value
