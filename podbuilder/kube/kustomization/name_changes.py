"""Namespaces, and prefixes and suffixes of names.

Mirrors NamespaceTransformer, PrefixTransformer and SuffixTransformer, kustomize v5.8.1 (api/internal/builtins).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.field_specs import FieldSpec, field_specs, set_field
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import text_of

_NAMESPACE = FieldSpec("metadata/namespace", create=True)
_NAME = FieldSpec("metadata/name")
_BINDINGS = ("RoleBinding", "ClusterRoleBinding")
_DEFAULT_ACCOUNT = "default"
# Whose names stay as they are.
_KEPT = ("CustomResourceDefinition", "Namespace")


def set_namespace(resources: Sequence[Resource], namespace: str) -> None:
    """Put all objects into a namespace (KustomizationError if two of them would become one)."""
    for one in resources:
        one.store_previous()
        if not one.is_cluster_scoped:
            set_field(one, _NAMESPACE, lambda _: namespace)
        if one.kind in _BINDINGS:
            _set_subjects(one, namespace)
        for spec in field_specs("namespace"):
            # Only the core's Namespace is named so.
            if spec.path != _NAME.path or one.api_version == spec.version:
                set_field(one, spec, lambda _: namespace)
    for found, number in Counter(one.current_id for one in resources).items():
        if number > 1:
            raise KustomizationError(f"In the namespace {namespace} there would be two of {found.kind} {found.name}.")


def _set_subjects(binding: Resource, namespace: str) -> None:
    for subject in document.listed(binding.document, ("subjects",)):
        if isinstance(subject, dict) and subject.get("name") == _DEFAULT_ACCOUNT:
            subject["namespace"] = namespace


def add_prefix(resources: Sequence[Resource], prefix: str) -> None:
    """Put a text before the names of all objects."""
    for one in resources:
        if _is_renamed(one):
            one.prefixes.append(prefix)
            _rename(one, prefix, "")


def add_suffix(resources: Sequence[Resource], suffix: str) -> None:
    """Put a text behind the names of all objects."""
    for one in resources:
        if _is_renamed(one):
            one.suffixes.append(suffix)
            _rename(one, "", suffix)


def _rename(resource: Resource, prefix: str, suffix: str) -> None:
    def renamed(name: Any) -> str:
        return f"{prefix}{text_of(name)}{suffix}"

    resource.store_previous()
    set_field(resource, _NAME, renamed)


def _is_renamed(resource: Resource) -> bool:
    original = resource.original_id
    is_service = original.kind == "APIService" and original.group == "apiregistration.k8s.io"
    return original.kind not in _KEPT and not is_service
