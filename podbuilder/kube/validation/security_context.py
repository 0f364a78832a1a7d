"""Security contexts of the pod and of containers: users, groups, privileges, sysctls, kernel profiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, duplicate, invalid, required
from podbuilder.kube.validation.formats import is_valid_group_id, is_valid_user_id, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.seccomp_apparmor import (
    validate_app_armor_profile_field,
    validate_seccomp_profile_field,
)
from podbuilder.kube.validation.windows import validate_windows_security_context_options

FS_GROUP_CHANGE_POLICIES = ("OnRootMismatch", "Always")
SUPPLEMENTAL_GROUPS_POLICIES = ("Merge", "Strict")
SELINUX_CHANGE_POLICIES = ("Recursive", "MountOption")
PROC_MOUNTS = ("Default", "Unmasked")

SYSCTL_MAX_LENGTH = 253
# Segments joined by dots or slashes; written without nested repetition, so that a long wrong name costs nothing.
_sysctl_segment = re.compile("[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?").fullmatch
_SEPARATOR = re.compile("[./]")
_IPC_SYSCTLS = frozenset(
    {
        "kernel.sem",
        "kernel.shmall",
        "kernel.shmmax",
        "kernel.shmmni",
        "kernel.shm_rmid_forced",
        "kernel.shm",
        "kernel.msgmax",
        "kernel.msgmnb",
        "kernel.msgmni",
        "kernel.msg",
    }
)


def validate_pod_spec_security_context(
    security_context: Mapping[str, Any], spec: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """`path` is the security context's own. Upstream keeps the host namespaces inside it, the API next to it.

    Mirrors validatePodSpecSecurityContext, Kubernetes v1.36, pkg/apis/core/validation.
    """
    yield from _validate_ids(security_context, path)
    if "fsGroup" in security_context:
        group = security_context["fsGroup"]
        yield from invalid_for_each(path.child("fsGroup"), group, is_valid_group_id(group))
    for i, group in enumerate(security_context.get("supplementalGroups", ())):
        yield from invalid_for_each(path.child("supplementalGroups").index(i), group, is_valid_group_id(group))
    if spec.get("shareProcessNamespace") and spec.get("hostPID"):
        # sic: the field is next to the security context, not in it.
        both = "shareProcessNamespace and hostPID exclude each other; keep one of them."
        yield invalid(path.child("shareProcessNamespace"), True, both)
    yield from validate_sysctls(security_context, spec, path.child("sysctls"), options)
    yield from _validate_policy(security_context, "fsGroupChangePolicy", FS_GROUP_CHANGE_POLICIES, path)
    yield from validate_seccomp_profile_field(security_context.get("seccompProfile"), path.child("seccompProfile"))
    yield from validate_windows_security_context_options(
        security_context.get("windowsOptions"), path.child("windowsOptions")
    )
    yield from validate_app_armor_profile_field(security_context.get("appArmorProfile"), path.child("appArmorProfile"))
    yield from _validate_policy(security_context, "supplementalGroupsPolicy", SUPPLEMENTAL_GROUPS_POLICIES, path)
    yield from _validate_policy(security_context, "seLinuxChangePolicy", se_linux_change_policies(options), path)


def validate_security_context(
    security_context: Mapping[str, Any], path: FieldPath, host_users: bool, options: PodOptions
) -> Iterator[FieldError]:
    """A container's security context; `host_users` is whether the pod shares the host's user namespace.

    Mirrors ValidateSecurityContext, Kubernetes v1.36, pkg/apis/core/validation. Privileged containers are allowed, as
    on almost every cluster (--allow-privileged).
    """
    yield from _validate_ids(security_context, path)
    if "procMount" in security_context:
        yield from _validate_proc_mount(security_context["procMount"], path.child("procMount"), host_users, options)
    yield from validate_seccomp_profile_field(security_context.get("seccompProfile"), path.child("seccompProfile"))
    yield from _validate_privilege_escalation(security_context, path)
    yield from validate_windows_security_context_options(
        security_context.get("windowsOptions"), path.child("windowsOptions")
    )
    yield from validate_app_armor_profile_field(security_context.get("appArmorProfile"), path.child("appArmorProfile"))


def _validate_ids(security_context: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    if "runAsUser" in security_context:
        user = security_context["runAsUser"]
        yield from invalid_for_each(path.child("runAsUser"), user, is_valid_user_id(user))
    if "runAsGroup" in security_context:
        group = security_context["runAsGroup"]
        yield from invalid_for_each(path.child("runAsGroup"), group, is_valid_group_id(group))


def _validate_policy(
    security_context: Mapping[str, Any], name: str, choices: tuple[str, ...], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validateFSGroupChangePolicy, validateSupplementalGroupsPolicy and validateSELinuxChangePolicy."""
    if name in security_context and security_context[name] not in choices:
        yield unsupported(path.child(name), security_context[name], choices)


def se_linux_change_policies(options: PodOptions) -> tuple[str, ...]:
    """What seLinuxChangePolicy may be; only the first, unless volumes are mounted with SELinux labels."""
    return (
        SELINUX_CHANGE_POLICIES[:1] if options.allow_only_recursive_selinux_change_policy else SELINUX_CHANGE_POLICIES
    )


def _validate_proc_mount(
    proc_mount: str, path: FieldPath, host_users: bool, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidateProcMountType, Kubernetes v1.36, pkg/apis/core/validation."""
    if proc_mount not in PROC_MOUNTS:
        yield unsupported(path, proc_mount, PROC_MOUNTS)
    # 1.30 added the rule.
    if options.minor >= 30 and host_users and proc_mount == "Unmasked":
        yield invalid(path, proc_mount, 'procMount "Unmasked" needs a pod with hostUsers: false.')


def _validate_privilege_escalation(security_context: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    if security_context.get("allowPrivilegeEscalation", True):
        return
    if security_context.get("privileged"):
        found = "A privileged container can always gain privileges"
        yield invalid(path, security_context, f"{found}; set allowPrivilegeEscalation to true or privileged to false.")
    # sic: only this spelling of the capability counts, though "SYS_ADMIN" means the same.
    if "CAP_SYS_ADMIN" in security_context.get("capabilities", {}).get("add", ()):
        found = "A container with CAP_SYS_ADMIN can always gain privileges"
        yield invalid(path, security_context, f"{found}; set allowPrivilegeEscalation to true or drop the capability.")


def validate_sysctls(
    security_context: Mapping[str, Any], spec: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateSysctls, Kubernetes v1.36, pkg/apis/core/validation."""
    names: set[str] = set()
    for i, sysctl in enumerate(security_context.get("sysctls", ())):
        item, name = path.index(i).child("name"), sysctl.get("name", "")
        if not name:
            yield required(item, 'Name the kernel parameter, such as "net.core.somaxconn".')
        elif not is_valid_sysctl_name(name):
            wanted = 'Use lower-case letters, digits, "-" and "_", joined by dots, such as "net.core.somaxconn"'
            yield invalid(item, name, f"{show(name)} is not the name of a kernel parameter. {wanted}.")
        elif name in names:
            yield duplicate(item, name, f"{show(name)} is already set.")
        # 1.29 added the rule.
        if options.minor >= 29:
            yield from _validate_host_sysctl(name, spec, item)
        names.add(name)


def _validate_host_sysctl(name: str, spec: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateHostSysctl, Kubernetes v1.36, pkg/apis/core/validation."""
    namespace = _namespace_of(name)
    if spec.get("hostNetwork") and namespace == "network":
        yield invalid(
            path, name, f"{show(name)} would change the node's network, because the pod has hostNetwork: true."
        )
    elif spec.get("hostIPC") and namespace == "ipc":
        yield invalid(path, name, f"{show(name)} would change the node's IPC, because the pod has hostIPC: true.")


def is_valid_sysctl_name(name: str) -> bool:
    """Mirrors IsValidSysctlName, Kubernetes v1.36, pkg/apis/core/validation."""
    return len(name) <= SYSCTL_MAX_LENGTH and all(_sysctl_segment(part) for part in _SEPARATOR.split(name))


def _namespace_of(name: str) -> str:
    """The kernel namespace that a parameter belongs to, or "" where none is known.

    Mirrors GetNamespace and NormalizeName, Kubernetes v1.36, component-helpers/node/util/sysctl.
    """
    separator = _SEPARATOR.search(name)
    if separator and separator[0] == "/":
        name = name.translate({ord("."): "/", ord("/"): "."})
    name = name.partition("*")[0]
    if name in _IPC_SYSCTLS or name.startswith("fs.mqueue."):
        return "ipc"
    return "network" if name.startswith("net.") else ""
