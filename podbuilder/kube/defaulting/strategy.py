"""What the pod registry does with a new pod right before it validates it.

Mirrors PrepareForCreate, Kubernetes v1.25 to v1.36, pkg/registry/core/pod/strategy.go, as far as it affects metadata
and spec.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.core.affinity_fields import EITHER
from podbuilder.kube.core.annotation_keys import (
    APP_ARMOR_CONTAINER,
    LOCALHOST,
    RUNTIME_DEFAULT,
    SECCOMP_CONTAINER,
    SECCOMP_POD,
    UNCONFINED,
)
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.defaulting.schema_walk import Node

_MAX_PROFILE = 4095


def prepare_for_create(pod: Document, spec: Node, version: str) -> None:
    """Merge label keys into selectors and bring deprecated annotations and fields together, in place."""
    metadata = pod.get("metadata") or {}
    labels, annotations = metadata.get("labels") or {}, metadata.get("annotations") or {}
    minor = versions.minor(version)
    if annotations and minor <= 26:
        _sync_seccomp(spec, annotations)
    if feature_gates.enabled("MatchLabelKeysInPodAffinity", version) and "affinity" in spec:
        spec["affinity"] = {kind: _merge_affinity(rules, labels) for kind, rules in spec["affinity"].items()}
    if feature_gates.enabled("MatchLabelKeysInPodTopologySpreadSelectorMerge", version):
        for constraint in spec.get("topologySpreadConstraints", ()):
            _merge(constraint, labels, In="matchLabelKeys")
    if minor >= 30 and spec.get("os", {}).get("name") != "windows":
        if annotations:
            _apparmor_to_fields(spec, annotations)
        if minor <= 33:
            _apparmor_to_annotations(pod, spec)


def _merge_affinity(rules: Node, labels: Mapping[str, str]) -> Node:
    """Mirrors mutatePodAffinity; a node affinity has no such terms and is returned unchanged."""
    merged = dict(rules)
    for when in EITHER:
        if isinstance(rules.get(when), list):
            merged[when] = [_merge_term(term, labels) for term in rules[when]]
    return merged


def _merge_term(term: Node, labels: Mapping[str, str]) -> Node:
    if "podAffinityTerm" in term:
        return {**term, "podAffinityTerm": _merge_term(term["podAffinityTerm"], labels)}
    term = dict(term)
    _merge(term, labels, In="matchLabelKeys", NotIn="mismatchLabelKeys")
    return term


def _merge(holder: Node, labels: Mapping[str, str], **fields: str) -> None:
    """Append a requirement for each label key that the pod has. Mirrors applyLabelKeysToLabelSelector."""
    added = [
        {"key": key, "operator": operator, "values": [labels[key]]}
        for operator, field in fields.items()
        for key in holder.get(field) or ()
        if key in labels
    ]
    selector = holder.get("labelSelector")
    if added and selector is not None:
        holder["labelSelector"] = {**selector, "matchExpressions": [*selector.get("matchExpressions", ()), *added]}


def _sync_seccomp(spec: Node, annotations: Mapping[str, str]) -> None:
    """Mirrors applySeccompVersionSkew of Kubernetes v1.26; v1.27 stopped reading the annotations."""
    _sync(spec, "seccompProfile", annotations.get(SECCOMP_POD), _seccomp_profile)
    for kind in KINDS:
        for container in spec.get(kind, ()):
            annotation = annotations.get(SECCOMP_CONTAINER + container.get("name", ""))
            _sync(container, "seccompProfile", annotation, _seccomp_profile)


def _sync(holder: Node, field: str, annotation: str | None, read: Callable[[str], Node | None]) -> None:
    if annotation is None or field in holder.get("securityContext", {}):
        return
    profile = read(annotation)
    if profile:
        holder["securityContext"] = {**holder.get("securityContext", {}), field: profile}


def _seccomp_profile(annotation: str) -> Node | None:
    """Mirrors seccompFieldForAnnotation."""
    return _profile("runtime/default" if annotation == "docker/default" else annotation)


def _apparmor_to_fields(spec: Node, annotations: Mapping[str, str]) -> None:
    """A container's annotation becomes its field, unless the pod's is the same. Mirrors applyAppArmorVersionSkew."""
    of_pod = spec["securityContext"].get("appArmorProfile")

    def read(annotation: str) -> Node | None:
        profile = _profile(annotation)
        return None if profile == of_pod or not _is_sound(profile) else profile

    for kind in KINDS:
        for container in spec.get(kind, ()):
            annotation = annotations.get(APP_ARMOR_CONTAINER + container.get("name", ""))
            _sync(container, "appArmorProfile", annotation, read)


def _apparmor_to_annotations(pod: Document, spec: Node) -> None:
    """From fields to annotations, for the kubelets of those versions; v1.34 stopped doing so."""
    metadata = pod.get("metadata") or {}
    annotations = dict(metadata.get("annotations") or {})
    of_pod = spec["securityContext"].get("appArmorProfile")
    for kind in KINDS:
        for container in spec.get(kind, ()):
            profile = container.get("securityContext", {}).get("appArmorProfile") or of_pod
            text = _annotation(profile or {})
            if text:
                annotations.setdefault(APP_ARMOR_CONTAINER + container.get("name", ""), text)
    if annotations:
        pod["metadata"] = {**metadata, "annotations": annotations}


def _profile(annotation: str) -> Node | None:
    """The field's value that an annotation's text means. Mirrors ApparmorFieldForAnnotation."""
    if annotation == UNCONFINED:
        return {"type": "Unconfined"}
    if annotation == RUNTIME_DEFAULT:
        return {"type": "RuntimeDefault"}
    path = annotation.removeprefix(LOCALHOST)
    if path and path != annotation:
        return {"type": "Localhost", "localhostProfile": path}
    return None


def _is_sound(profile: Node | None) -> bool:
    """Whether the field would be accepted. Mirrors ValidateAppArmorProfileField."""
    path: Any = (profile or {}).get("localhostProfile", "")
    return trim_space(path) == path and len(path.encode()) <= _MAX_PROFILE


def _annotation(profile: Node) -> str:
    """Mirrors appArmorAnnotationForField of Kubernetes v1.33."""
    if profile.get("type") == "Localhost":
        return LOCALHOST + profile["localhostProfile"] if "localhostProfile" in profile else ""
    return {"Unconfined": "unconfined", "RuntimeDefault": "runtime/default"}.get(profile.get("type", ""), "")
