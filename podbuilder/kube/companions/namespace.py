"""Namespace. Mirrors Kubernetes v1.36, pkg/apis/core/validation, pkg/apis/core/v1 and pkg/registry/core/namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError, invalid
from podbuilder.kube.podsecurity import LEVELS
from podbuilder.kube.validation.format_errors import validate_qualified_name
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.object_meta import validate_kube_finalizer_name
from podbuilder.kube.validation.options import PodOptions

FINALIZERS, LABELS = ROOT.child("spec", "finalizers"), ROOT.child("metadata", "labels")
KUBERNETES = "kubernetes"
# A label with the name of the namespace, by which selectors find it.
NAME_LABEL = "kubernetes.io/metadata.name"
POD_SECURITY = "pod-security.kubernetes.io/"
MODES = ("enforce", "audit", "warn")

_policy_version = re.compile("latest|v1[.](?:[0-9]|[1-9][0-9]*)").fullmatch


def set_defaults(document: Document, options: PodOptions) -> Document:
    """Mirrors SetDefaults_Namespace and PrepareForCreate. A name that is made up becomes a label when it is known."""
    metadata, spec = document["metadata"], document.get("spec", {})
    if metadata.get("name"):
        metadata = {**metadata, "labels": {**metadata.get("labels", {}), NAME_LABEL: metadata["name"]}}
    finalizers = spec.get("finalizers", [])
    if KUBERNETES not in finalizers:
        finalizers = [*finalizers, KUBERNETES]
    return {**document, "metadata": metadata, "spec": {**spec, "finalizers": finalizers}}


def validate_namespace(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateNamespace. sic: the errors are at the list, not at the finalizer."""
    for finalizer in document["spec"]["finalizers"]:
        yield from validate_qualified_name(finalizer, FINALIZERS)
        yield from validate_kube_finalizer_name(finalizer, FINALIZERS)


def admit_namespace(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """The labels that say which pods Pod Security allows. Mirrors PolicyToEvaluate, v1.36, pod-security-admission."""
    labels = document["metadata"].get("labels", {})
    for mode in MODES:
        level, version = POD_SECURITY + mode, f"{POD_SECURITY}{mode}-version"
        if level in labels and labels[level] not in LEVELS:
            detail = unsupported(LABELS.key(level), labels[level], LEVELS).detail
            yield invalid(LABELS.key(level), labels[level], detail)
        if version in labels and not _policy_version(labels[version]):
            found = show(labels[version])
            yield invalid(
                LABELS.key(version), labels[version], f'{found} is no version; use "latest" or one like "v1.30".'
            )
