"""Signs by which a YAML or JSON document is known that holds no pod."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_TEMPLATE = "podbuilder/template/"
_HELM = frozenset(
    {"replicaCount", "nameOverride", "fullnameOverride", "podAnnotations", "podSecurityContext", "global"}
)
_NO_VALUES = frozenset({"containers", "image", "metadata", "spec", "apiVersion", "kind"})
_OF_OBJECTS = frozenset({"kind", "apiVersion", "spec", "containers"})
# What tells of a cluster and of no pod in it.
_OF_CLUSTERS = frozenset(
    {
        *("Node", "Namespace", "ResourceQuota", "LimitRange", "PriorityClass", "StorageClass", "RuntimeClass"),
        *("PersistentVolume", "IngressClass", "DeviceClass", "ResourceSlice", "CSINode"),
    }
)


def _has(document: Any, *keys: str) -> bool:
    return isinstance(document, dict) and all(key in document for key in keys)


def _is_template_file(document: Any) -> bool:
    return _has(document, "format") and str(document["format"]).startswith(_TEMPLATE)


def _is_patch(document: Any) -> bool:
    return isinstance(document, list) and bool(document) and all(_has(one, "op", "path") for one in document)


def _is_compose(document: Any) -> bool:
    services = document.get("services") if _has(document, "services") and "kind" not in document else None
    return isinstance(services, dict) and any(_has(one, "image") or _has(one, "build") for one in services.values())


def _is_kustomization(document: Any) -> bool:
    if not isinstance(document, dict):
        return False
    if document.get("kind") in ("Kustomization", "Component"):
        return str(document.get("apiVersion", "")).startswith("kustomize.config.k8s.io")
    return "kind" not in document and isinstance(document.get("resources"), list)


def _is_kubeconfig(document: Any) -> bool:
    return _has(document, "clusters", "contexts")


def _is_chart(document: Any) -> bool:
    return _has(document, "apiVersion", "name", "version") and "kind" not in document


def _is_snapshot(document: Any) -> bool:
    if not _has(document, "kind"):
        return False
    items = document.get("items")
    kinds = [one.get("kind") for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    of_list = [str(document["kind"]).removesuffix("List")]
    return _OF_CLUSTERS.issuperset(map(str, list(filter(None, kinds)) or of_list))


def _is_manifest(document: Any) -> bool:
    """An object, or a part of a pod, which can be completed."""
    if isinstance(document, list):
        return bool(document) and all(_has(one, "name", "image") for one in document)
    return isinstance(document, dict) and not _OF_OBJECTS.isdisjoint(document)


def _is_values(document: Any) -> bool:
    if not isinstance(document, dict) or not document or not all(isinstance(key, str) for key in document):
        return False
    if not _HELM.isdisjoint(document) and "kind" not in document:
        return True
    if not _NO_VALUES.isdisjoint(document):
        return False
    return any(isinstance(value, dict) for value in document.values())


# The first that is true says what the document is.
SIGNS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("template-file", _is_template_file),
    ("kustomization", _is_kustomization),
    ("json-patch", _is_patch),
    ("compose", _is_compose),
    ("kubeconfig", _is_kubeconfig),
    ("chart", _is_chart),
    ("snapshot", _is_snapshot),
    ("manifest", _is_manifest),
)
# What is said where nothing else is known, since many files look like it.
LAST: tuple[tuple[str, Callable[[Any], bool]], ...] = (("helm-values", _is_values),)
