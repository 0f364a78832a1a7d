"""Warnings about a pod's name and about annotations that a field has replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.annotation_keys import (
    APP_ARMOR_CONTAINER,
    CRITICAL_POD,
    LOCALHOST,
    SECCOMP_CONTAINER,
    SECCOMP_POD,
    SYSCTLS,
    UNSAFE_SYSCTLS,
)
from podbuilder.kube.core.field import Document, FieldPath, FieldWarning
from podbuilder.kube.core.generated_name import name_of
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.core.pod_containers import visit_containers

METADATA = FieldPath(("metadata",))
ANNOTATIONS = METADATA.child("annotations")
LABEL = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")

REPLACED = {
    CRITICAL_POD: ("1.16", "spec.priorityClassName"),
    SYSCTLS: ("1.11", "spec.securityContext.sysctls"),
    UNSAFE_SYSCTLS: ("1.11", "spec.securityContext.sysctls"),
}
MAX_PROFILE_LENGTH = 4095
APP_ARMOR_DEPRECATED = "This annotation has been deprecated since Kubernetes 1.30. Use securityContext.appArmorProfile."


def warnings_for_metadata(pod: Document, posted: Document, minor: int) -> Iterator[FieldWarning]:
    metadata = pod.get("metadata") or {}
    annotations = metadata.get("annotations") or {}
    if minor >= 27:
        yield from _name(metadata)
    if not annotations:
        return
    if minor >= 30:
        yield from _app_armor(posted, annotations)
    yield from _annotations(pod, annotations, minor)


def warnings_for_template_metadata(template: Document, minor: int) -> Iterator[FieldWarning]:
    """What holds for a template, too. Its name goes nowhere. Part of warningsForPodSpecAndMeta, v1.36, pkg/api/pod."""
    annotations = (template.get("metadata") or {}).get("annotations") or {}
    if not annotations:
        return
    if minor >= 30:
        yield from _app_armor_of_template(template, annotations, minor)
    yield from _annotations(template, annotations, minor)


def _annotations(pod: Document, annotations: dict[str, str], minor: int) -> Iterator[FieldWarning]:
    for key, (since, field) in REPLACED.items():
        if key in annotations:
            message = f"This annotation has had no effect since Kubernetes {since}. Use {field} instead."
            yield FieldWarning(ANNOTATIONS.key(key), message)
    yield from _seccomp(pod, annotations, minor)


def is_label(name: str) -> bool:
    """Whether a name is one DNS label, as host names are."""
    return LABEL.fullmatch(name) is not None


def _name(metadata: dict[str, Any]) -> Iterator[FieldWarning]:
    """Mirrors WarningsOnCreate, Kubernetes v1.36, pkg/registry/core/pod/strategy.go."""
    name = name_of(metadata)
    if name and not is_label(name):
        message = (
            "The name becomes the pod's host name, which works best as one DNS label: at most 63 lowercase letters,"
            " digits and dashes, without dots, such as web-1."
        )
        yield FieldWarning(METADATA.child("name"), message)


def _seccomp(pod: Document, annotations: dict[str, str], minor: int) -> Iterator[FieldWarning]:
    """Seccomp annotations where the field is not set. Mirrors warningsForPodSpecAndMeta, v1.36, pkg/api/pod.

    Until 1.26 the server first copied every profile that it understood into the field.
    """
    places: list[tuple[str, Any]] = [(SECCOMP_POD, document.get(pod, ("spec", "securityContext")))]
    for _, container, _ in visit_containers(pod):
        places.append((SECCOMP_CONTAINER + container.get("name", ""), container.get("securityContext")))
    for key, security in places:
        if key not in annotations or (security or {}).get("seccompProfile") is not None:
            continue
        if minor >= 27 or not _profile(annotations[key], "unconfined", "runtime/default", "docker/default"):
            message = (
                "This annotation has had no effect since Kubernetes 1.27. Use securityContext.seccompProfile instead."
            )
            yield FieldWarning(ANNOTATIONS.key(key), message)


def _app_armor(posted: Document, annotations: dict[str, str]) -> Iterator[FieldWarning]:
    """AppArmor annotations that set a container's field, or cannot. Mirrors applyAppArmorVersionSkew, Kubernetes v1.36.

    An annotation that only repeats the profile of the whole pod is ignored.
    """
    if document.get(posted, ("spec", "os", "name")) == "windows":
        return
    of_pod = document.get(posted, ("spec", "securityContext", "appArmorProfile"))
    for _, container, _ in visit_containers(posted):
        key = APP_ARMOR_CONTAINER + container.get("name", "")
        if key not in annotations or (container.get("securityContext") or {}).get("appArmorProfile") is not None:
            continue
        profile = _profile(annotations[key], "unconfined", "runtime/default")
        if not profile or not _is_usable(profile) or profile != of_pod:
            yield FieldWarning(ANNOTATIONS.key(key), APP_ARMOR_DEPRECATED)


def _app_armor_of_template(template: Document, annotations: dict[str, str], minor: int) -> Iterator[FieldWarning]:
    """AppArmor annotations without the field. Before 1.34 nothing was said where the whole pod has a profile."""
    of_pod = document.get(template, ("spec", "securityContext", "appArmorProfile"))
    for _, container, _ in visit_containers(template):
        key = APP_ARMOR_CONTAINER + container.get("name", "")
        if key not in annotations or (container.get("securityContext") or {}).get("appArmorProfile") is not None:
            continue
        repeats = minor < 34 or _profile(annotations[key], "unconfined", "runtime/default") == of_pod
        if of_pod is None or not repeats:
            yield FieldWarning(ANNOTATIONS.key(key), APP_ARMOR_DEPRECATED)


def _profile(value: str, unconfined: str, *defaults: str) -> dict[str, str] | None:
    """The field that an annotation's value stands for. Mirrors ApparmorFieldForAnnotation, v1.36, pkg/api/pod."""
    if value == unconfined:
        return {"type": "Unconfined"}
    if value in defaults:
        return {"type": "RuntimeDefault"}
    if value.startswith(LOCALHOST) and value != LOCALHOST:
        return {"type": "Localhost", "localhostProfile": value.removeprefix(LOCALHOST)}
    return None


def _is_usable(profile: dict[str, str]) -> bool:
    """Mirrors ValidateAppArmorProfileField, Kubernetes v1.36, pkg/apis/core/validation."""
    name = profile.get("localhostProfile", "")
    return name == trim_space(name) and len(name.encode("utf-8", "surrogatepass")) <= MAX_PROFILE_LENGTH
