"""Seccomp and AppArmor profiles as fields and as the old annotations, which must agree where both are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.annotation_keys import (
    APP_ARMOR_CONTAINER,
    LOCALHOST,
    RUNTIME_DEFAULT,
    SECCOMP_CONTAINER,
    SECCOMP_POD,
    UNCONFINED,
)
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required, too_long
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.validation.formats import byte_length, max_length_error, show
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.paths import validate_local_descending_path

PROFILE_TYPES = ("Localhost", "RuntimeDefault", "Unconfined")

APP_ARMOR_VALUES = {RUNTIME_DEFAULT: "RuntimeDefault", UNCONFINED: "Unconfined"}
SECCOMP_VALUES = {**APP_ARMOR_VALUES, "docker/default": "RuntimeDefault"}
APP_ARMOR_PROFILE_MAX_LENGTH = 4095

_LOCALHOST_NEEDS_PROFILE = 'The type "Localhost" needs the name of a profile on the node.'


def validate_seccomp_profile_field(profile: Mapping[str, Any] | None, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateSeccompProfileField, Kubernetes v1.36, pkg/apis/core/validation."""
    if profile is None:
        return
    yield from _validate_profile_type(profile.get("type", ""), path.child("type"))
    if profile.get("type") != "Localhost":
        if "localhostProfile" in profile:
            yield _profile_without_localhost(profile, path)
    elif "localhostProfile" not in profile:
        yield required(path.child("localhostProfile"), _LOCALHOST_NEEDS_PROFILE)
    else:
        yield from validate_local_descending_path(profile["localhostProfile"], path.child("localhostProfile"))


def _validate_profile_type(profile_type: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateSeccompProfileType, Kubernetes v1.36, pkg/apis/core/validation."""
    if not profile_type:
        yield required(path, 'Choose a type of profile, such as "RuntimeDefault".')
    elif profile_type not in PROFILE_TYPES:
        yield unsupported(path, profile_type, PROFILE_TYPES)


def _profile_without_localhost(profile: Mapping[str, Any], path: FieldPath) -> FieldError:
    name = profile["localhostProfile"]
    return invalid(
        path.child("localhostProfile"),
        name,
        f'{show(name)} is the name of a profile, which only the type "Localhost" has.',
    )


def validate_app_armor_profile_field(profile: Mapping[str, Any] | None, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateAppArmorProfileField, Kubernetes v1.36, pkg/apis/core/validation."""
    if profile is None:
        return
    profile_type = profile.get("type", "")
    yield from _validate_profile_type(profile_type, path.child("type"))
    if profile_type == "Localhost":
        yield from _validate_app_armor_localhost(profile.get("localhostProfile"), path.child("localhostProfile"))
    elif profile_type in PROFILE_TYPES and "localhostProfile" in profile:
        yield _profile_without_localhost(profile, path)


def _validate_app_armor_localhost(name: str | None, path: FieldPath) -> Iterator[FieldError]:
    if not name:
        yield required(path, _LOCALHOST_NEEDS_PROFILE)
        return
    if trim_space(name) != name:
        yield invalid(path, name, f"{show(name)} begins or ends with a space; remove it.")
    if byte_length(name) > APP_ARMOR_PROFILE_MAX_LENGTH:
        yield too_long(path, name, max_length_error(name, APP_ARMOR_PROFILE_MAX_LENGTH))


def validate_seccomp_pod_annotations(annotations: Mapping[str, str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateSeccompPodAnnotations, Kubernetes v1.36, pkg/apis/core/validation.

    sic: the annotation is named like a field, `metadata.annotations.seccomp.…`, not like a key.
    """
    for key, value in annotations.items():
        if key == SECCOMP_POD or key.startswith(SECCOMP_CONTAINER):
            yield from validate_seccomp_profile(value, path.child(key))


def validate_seccomp_profile(profile: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateSeccompProfile, Kubernetes v1.36, pkg/apis/core/validation."""
    if profile.startswith(LOCALHOST):
        yield from validate_local_descending_path(profile.removeprefix(LOCALHOST), path)
    elif profile not in SECCOMP_VALUES:
        wanted = 'Use "runtime/default", "unconfined" or "localhost/my-profile.json"'
        yield invalid(path, profile, f"{show(profile)} is not a seccomp profile. {wanted}.")


def validate_app_armor_pod_annotations(
    annotations: Mapping[str, str], pod: dict[str, Any], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors ValidateAppArmorPodAnnotations, Kubernetes v1.36, pkg/apis/core/validation."""
    ours = [key for key in annotations if key.startswith(APP_ARMOR_CONTAINER)]
    names = {visited.container.get("name", "") for visited in visit_containers(pod)} if ours else set()
    for key in ours:
        name, value = key.removeprefix(APP_ARMOR_CONTAINER), annotations[key]
        if name not in names:
            yield invalid(path.key(key), name, f"The pod has no container called {show(name)}.")
        # Mirrors ValidateAppArmorProfileFormat.
        if value and value not in APP_ARMOR_VALUES and not value.startswith(LOCALHOST):
            wanted = 'Use "runtime/default", "unconfined" or "localhost/my-profile"'
            yield invalid(path.key(key), value, f"{show(value)} is not an AppArmor profile. {wanted}.")


def validate_seccomp_annotations_and_fields(pod: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """`path` is the spec's. Mirrors validateSeccompAnnotationsAndFields, Kubernetes v1.36."""
    annotations = pod.get("metadata", {}).get("annotations", {})
    if not any(key == SECCOMP_POD or key.startswith(SECCOMP_CONTAINER) for key in annotations):
        return
    pod_profile = get(pod, ("spec", "securityContext", "seccompProfile"))
    if pod_profile is not None and SECCOMP_POD in annotations:
        field = path.child("securityContext", "seccompProfile")
        yield from _validate_profiles_match(annotations[SECCOMP_POD], SECCOMP_VALUES, LOCALHOST, pod_profile, field)
    for where, container, _ in visit_containers(pod):
        profile = container.get("securityContext", {}).get("seccompProfile")
        key = SECCOMP_CONTAINER + container.get("name", "")
        if profile is not None and key in annotations:
            field = where.child("securityContext", "seccompProfile")
            yield from _validate_profiles_match(annotations[key], SECCOMP_VALUES, LOCALHOST, profile, field)


def validate_app_armor_annotations_and_fields_match_on_create(
    pod: dict[str, Any], options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateAppArmorAnnotationsAndFieldsMatchOnCreate, Kubernetes v1.36, pkg/apis/core/validation."""
    # 1.30 brought the field.
    if options.minor < 30 or get(pod, ("spec", "os", "name")) == "windows":
        return
    annotations = pod.get("metadata", {}).get("annotations", {})
    if not any(key.startswith(APP_ARMOR_CONTAINER) for key in annotations):
        return
    pod_profile = get(pod, ("spec", "securityContext", "appArmorProfile"))
    for where, container, _ in visit_containers(pod):
        profile = container.get("securityContext", {}).get("appArmorProfile", pod_profile)
        key = APP_ARMOR_CONTAINER + container.get("name", "")
        if profile is not None and key in annotations:
            field = where.child("securityContext", "appArmorProfile")
            yield from _validate_profiles_match(annotations[key], APP_ARMOR_VALUES, LOCALHOST, profile, field)


def _validate_profiles_match(
    annotation: str, values: Mapping[str, str], localhost: str, profile: Mapping[str, Any], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validateSeccompAnnotationsAndFieldsMatch, Kubernetes v1.36, pkg/apis/core/validation."""
    found = f"The annotation says {show(annotation)} and the field says something else"
    if profile.get("type") not in PROFILE_TYPES:
        return
    if profile["type"] != "Localhost":
        if values.get(annotation) != profile["type"]:
            yield forbidden(path.child("type"), f"{found}; remove the annotation, which is no longer used.")
    elif not annotation.startswith(localhost):
        yield forbidden(path.child("type"), f"{found}; remove the annotation, which is no longer used.")
    elif annotation.removeprefix(localhost) != profile.get("localhostProfile"):
        yield forbidden(path.child("localhostProfile"), f"{found}; remove the annotation, which is no longer used.")
