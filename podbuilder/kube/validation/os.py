"""What a pod may not say once it has named its operating system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, required
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.validation.messages import unsupported

OPERATING_SYSTEMS = ("linux", "windows")

_OF_POD_SPEC = ("hostUsers", "shareProcessNamespace")
_OF_POD_SPEC_IF_TRUE = ("hostPID", "hostIPC")
_OF_POD_SECURITY_CONTEXT = (
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "runAsUser",
    "runAsGroup",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "seLinuxChangePolicy",
)
_OF_CONTAINER = (
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
    "runAsUser",
    "runAsGroup",
)


def validate_os(os: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateOS, Kubernetes v1.36, pkg/apis/core/validation."""
    name = os.get("name", "")
    if not name:
        yield required(path.child("name"), 'Name the operating system: "linux" or "windows".')
    elif name not in OPERATING_SYSTEMS:
        # sic: the error is at `os`, not at its name.
        yield unsupported(path, name, OPERATING_SYSTEMS)


def validate_linux(pod: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """`path` is the spec's. Mirrors validateLinux, Kubernetes v1.36, pkg/apis/core/validation."""
    for where, security_context in _security_contexts(pod, path):
        if "windowsOptions" in security_context:
            yield forbidden(where.child("windowsOptions"), "A Linux pod cannot have Windows options.")


def validate_windows(pod: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """`path` is the spec's. Mirrors validateWindows, Kubernetes v1.36, pkg/apis/core/validation."""
    spec = pod["spec"]
    for name in _OF_POD_SPEC:
        if name in spec:
            yield _not_on_windows(path.child(name))
    for name in _OF_POD_SPEC_IF_TRUE:
        if spec.get(name):
            yield _not_on_windows(path.child(name))
    if spec.get("securityContext", {}).get("sysctls"):
        yield _not_on_windows(path.child("securityContext", "sysctls"))
    for where, security_context in _security_contexts(pod, path):
        for name in _OF_POD_SECURITY_CONTEXT if where.parent == path else _OF_CONTAINER:
            if name in security_context:
                yield _not_on_windows(where.child(name))


def _security_contexts(pod: dict[str, Any], path: FieldPath) -> Iterator[tuple[FieldPath, Mapping[str, Any]]]:
    """The security contexts with their paths, the pod's first."""
    yield path.child("securityContext"), pod["spec"].get("securityContext", {})
    for where, container, _ in visit_containers(pod):
        yield where.child("securityContext"), container.get("securityContext", {})


def _not_on_windows(path: FieldPath) -> FieldError:
    return forbidden(path, f"A Windows pod cannot have {path[-1]}; remove it, or choose another operating system.")
