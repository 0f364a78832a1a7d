"""Warnings about pull secrets and overhead. Mirrors warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Document, FieldWarning
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.warnings.containers import BYTES
from podbuilder.kube.warnings.fractions import warnings_for_fractions


def warnings_for_spec(pod: Document) -> Iterator[FieldWarning]:
    spec = pod.get("spec") or {}
    seen: set[str] = set()
    for i, secret in enumerate(spec.get("imagePullSecrets") or ()):
        name = secret.get("name", "")
        path = SPEC.child("imagePullSecrets").index(i).child("name")
        if name in seen:
            yield FieldWarning(path, f"The pull secret {quote(name)} is already listed above; once is enough.")
        if not name:
            yield FieldWarning(path, "A pull secret without a name is ignored. Name a Secret, or remove the entry.")
        seen.add(name)
    yield from warnings_for_fractions(spec.get("overhead"), BYTES, SPEC.child("overhead"))
