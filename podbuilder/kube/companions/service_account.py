"""ServiceAccount. Mirrors Kubernetes v1.36, pkg/apis/core/validation and pkg/registry/core/serviceaccount."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldWarning
from podbuilder.kube.validation.options import PodOptions

ENFORCE_MOUNTABLE_SECRETS = "kubernetes.io/enforce-mountable-secrets"


def set_defaults(document: Document, options: PodOptions) -> Document:
    """Of a reference to a Secret only the name is kept. Mirrors cleanSecretReferences."""
    if "secrets" not in document:
        return document
    names = [{name: value for name, value in one.items() if name == "name"} for one in document["secrets"]]
    return {**document, "secrets": names}


def validate_service_account(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateServiceAccount: nothing beyond metadata."""
    yield from ()


def warnings_for_service_account(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors warnIfHasEnforceMountableSecretsAnnotation, since 1.32."""
    if options.minor >= 32 and ENFORCE_MOUNTABLE_SECRETS in document["metadata"].get("annotations", {}):
        message = "This annotation is deprecated. Keep Secrets apart by giving their pods namespaces of their own."
        yield FieldWarning(ROOT.child("metadata", "annotations").key(ENFORCE_MOUNTABLE_SECRETS), message)
