"""What a container may do: capabilities, profiles of the kernel's guards, privileges, sysctls."""

from __future__ import annotations

import re
from collections.abc import Callable

from podbuilder.kube.conversion_report.note import Note, carried, different, left, refused
from podbuilder.kube.importers.container_settings.host_path import base_name
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts

_SYSCTL = re.compile(r"[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*")
_LONGEST_SYSCTL = 253
_CAPABILITY = re.compile(r"[A-Z_]{1,40}")
_CONTEXT = "securityContext"
# Those that any node lets a pod set. Mirrors the safe set of Kubernetes v1.36, pkg/kubelet/sysctl.
SAFE_SYSCTLS = {
    *("kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"),
    *("net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time"),
    *("net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes"),
    *("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"),
}


# Sysctls of shared memory, semaphores and messages.
_OF_IPC = ("kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue.")
NO_NAMESPACE = "A pod that shares its host's network, processes or memory cannot have a user namespace of its own."


def shares_with_host(parts: ContainerParts) -> bool:
    """Whether the pod uses a namespace of its host."""
    return any(parts.pod.spec.get(field) for field in ("hostNetwork", "hostPID", "hostIPC"))


def add_capability(parts: ContainerParts, name: str, kind: str = "add") -> Note:
    """A capability that is added, or taken away with `drop`."""
    name = name.upper().removeprefix("CAP_")
    if not _CAPABILITY.fullmatch(name):
        return refused("A capability has a name such as NET_ADMIN.")
    names = parts.container.setdefault(_CONTEXT, {}).setdefault("capabilities", {}).setdefault(kind, [])
    if name not in names:
        names.append(name)
    return carried(parts.at(f"{_CONTEXT}.capabilities.{kind}[{names.index(name)}]"))


def set_privileged(parts: ContainerParts) -> Note:
    """All privileges, and all devices of the machine."""
    return carried(parts.set((_CONTEXT, "privileged"), True))


def set_security_option(parts: ContainerParts, text: str) -> Note:
    """One of docker's security options; `=` and the former `:` both separate its name from its value."""
    name, _, value = text.partition("=") if "=" in text.partition(":")[0] or ":" not in text else text.partition(":")
    maker = _OPTIONS.get(name)
    return maker(parts, value) if maker else refused("There is no such security option.")


def _no_new_privileges(parts: ContainerParts, value: str) -> Note:
    allowed = value == "false"
    if not allowed and _needs_escalation(parts):
        return left("A privileged container can always gain privileges, and Kubernetes refuses to forbid it.")
    return carried(parts.set((_CONTEXT, "allowPrivilegeEscalation"), allowed))


def _needs_escalation(parts: ContainerParts) -> bool:
    context = parts.container.get(_CONTEXT, {})
    return bool(context.get("privileged")) or "SYS_ADMIN" in context.get("capabilities", {}).get("add", ())


def _seccomp(parts: ContainerParts, value: str) -> Note:
    at = (_CONTEXT, "seccompProfile")
    known = {"unconfined": "Unconfined", "builtin": "RuntimeDefault", "": "RuntimeDefault"}
    if value in known:
        return carried(parts.set(at, {"type": known[value]}))
    file = base_name(value) or "profile.json"
    to = parts.set(at, {"type": "Localhost", "localhostProfile": f"profiles/{file}"})
    return different(to, "The file has to be put into the kubelet's folder seccomp/profiles on each node.")


def _apparmor(parts: ContainerParts, value: str) -> Note:
    at = (_CONTEXT, "appArmorProfile")
    if value == "unconfined":
        return carried(parts.set(at, {"type": "Unconfined"}))
    if value in ("docker-default", ""):
        return different(
            parts.set(at, {"type": "RuntimeDefault"}), "It is the default profile of the node's own runtime."
        )
    to = parts.set(at, {"type": "Localhost", "localhostProfile": value})
    return different(to, "The profile has to be loaded on each node.")


def _label(parts: ContainerParts, value: str) -> Note:
    if value == "disable":
        to = parts.set((_CONTEXT, "seLinuxOptions", "type"), "spc_t")
        return different(to, "Confinement cannot be switched off; the type spc_t is confined least.")
    name, _, text = value.partition(":")
    if name not in ("user", "role", "type", "level") or not text:
        return left("SELinux options are user, role, type and level, or disable.")
    return carried(parts.set((_CONTEXT, "seLinuxOptions", name), text))


def _system_paths(parts: ContainerParts, value: str) -> Note:
    if value != "unconfined":
        return refused("systempaths can only be unconfined.")
    if shares_with_host(parts):
        return left(NO_NAMESPACE)
    parts.pod.set(("hostUsers",), False)
    to = parts.set((_CONTEXT, "procMount"), "Unmasked")
    return different(to, "Kubernetes wants a user namespace of the pod's own with it: hostUsers is false.")


def _writable_cgroups(parts: ContainerParts, value: str) -> Note:
    return left("Kubernetes has no field that makes cgroups writable.")


def _paths_of_proc(parts: ContainerParts, value: str) -> Note:
    return left("Kubernetes masks the usual paths of /proc, or none: securityContext.procMount.")


_OPTIONS: dict[str, Callable[[ContainerParts, str], Note]] = {
    "no-new-privileges": _no_new_privileges,
    "seccomp": _seccomp,
    "apparmor": _apparmor,
    "label": _label,
    "systempaths": _system_paths,
    "writable-cgroups": _writable_cgroups,
    # Podman's.
    **dict.fromkeys(("mask", "unmask", "proc-opts"), _paths_of_proc),
}


def set_sysctl(parts: ContainerParts, text: str) -> Note:
    """A setting of the kernel, `net.core.somaxconn=1024`."""
    name, equals, value = text.partition("=")
    if not equals or len(name) > _LONGEST_SYSCTL or not _SYSCTL.fullmatch(name):
        return refused("A sysctl is written as name=value, such as net.core.somaxconn=1024.")
    dotted = name.replace("/", ".")
    if parts.pod.spec.get("hostNetwork") and dotted.startswith("net."):
        return left("With the network of the host, a pod may not change how it works.")
    if parts.pod.spec.get("hostIPC") and dotted.startswith(_OF_IPC):
        return left("With the host's shared memory, a pod may not change how it works.")
    sysctls = parts.pod.spec.setdefault(_CONTEXT, {}).setdefault("sysctls", [])
    sysctls[:] = [one for one in sysctls if one["name"] != name]
    sysctls.append({"name": name, "value": value})
    to = f"spec.{_CONTEXT}.sysctls[{len(sysctls) - 1}]"
    if name in SAFE_SYSCTLS:
        return carried(to)
    return different(to, "It is not among the safe ones: the kubelet has to allow it, by --allowed-unsafe-sysctls.")


def set_read_only(parts: ContainerParts) -> Note:
    """A root file system that nothing writes to."""
    return carried(parts.set((_CONTEXT, "readOnlyRootFilesystem"), True))


def set_user_namespace(parts: ContainerParts, value: str) -> Note:
    """Whether ids of the container are those of the node."""
    if value in ("host", ""):
        return carried(parts.pod.set(("hostUsers",), True))
    if value.partition(":")[0] in ("auto", "nomap", "private"):
        if shares_with_host(parts):
            return left(NO_NAMESPACE)
        to = parts.pod.set(("hostUsers",), False)
        return different(to, "The pod has a user namespace of its own; which ids it uses is the kubelet's choice.")
    return left("Which ids a user namespace uses is the kubelet's choice; hostUsers: false gives a pod one of its own.")
