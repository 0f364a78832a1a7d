"""Who a container's programs are, and what they may do."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import asks, carried, different, left, nothing
from podbuilder.kube.core import document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.exporters.engine_run.container_export import CONTEXT, ContainerExport

_OPTION = "security-opt"
_DEFAULT = "An engine has its own default profile, too."


def add_security(one: ContainerExport) -> None:
    """The flags for its security context, and for what it takes over from the pod's."""
    _user(one)
    for number, group in enumerate(document.listed(one.spec, (CONTEXT, "supplementalGroups"))):
        one.carry(SPEC.child(CONTEXT, "supplementalGroups").index(number), "group-add", str(group))
    for kind in ("add", "drop"):
        for number, name in enumerate(one.get(CONTEXT, "capabilities", kind) or []):
            says = "An engine writes the names of capabilities in capital letters."
            note = None if name == name.upper() else different(f"--cap-{kind}", says)
            one.carry(one.at(CONTEXT, "capabilities", kind, number), f"cap-{kind}", name.upper(), note)
    _switches(one)
    _profiles(one)
    _names(one)


def _user(one: ContainerExport) -> None:
    user, user_path = one.setting("runAsUser")
    group, group_path = one.setting("runAsGroup")
    checked, checked_path = one.setting("runAsNonRoot")
    if user is not None:
        one.carry(user_path, "user", f"{user}" if group is None else f"{user}:{group}")
        if group is not None:
            one.say(group_path, carried("--user"))
    elif group is not None:
        one.say(group_path, left("An engine takes a group only beside a user."))
    if checked and user:
        one.say(checked_path, nothing(f"The user {user} is not root."))
    elif checked:
        one.say(checked_path, left("An engine does not look whether the image's user is root."))
    elif checked is False:
        one.say(checked_path, nothing("So it is anyway."))


def _switches(one: ContainerExport) -> None:
    for field, name in (("privileged", "privileged"), ("readOnlyRootFilesystem", "read-only")):
        value = one.get(CONTEXT, field)
        if value:
            one.carry(one.at(CONTEXT, field), name)
        elif value is False:
            one.say(one.at(CONTEXT, field), nothing("So it is anyway."))
    if one.is_podman and one.get(CONTEXT, "readOnlyRootFilesystem"):
        # Podman keeps some folders writable then, which Kubernetes does not.
        one.flag("read-only-tmpfs=false")
    escalation = one.get(CONTEXT, "allowPrivilegeEscalation")
    if escalation is False:
        one.carry(one.at(CONTEXT, "allowPrivilegeEscalation"), _OPTION, "no-new-privileges=true")
    elif escalation:
        one.say(one.at(CONTEXT, "allowPrivilegeEscalation"), nothing("So it is anyway."))
    if one.get(CONTEXT, "procMount") == "Unmasked":
        one.carry(one.at(CONTEXT, "procMount"), _OPTION, "systempaths=unconfined")
    elif one.get(CONTEXT, "procMount"):
        one.say(one.at(CONTEXT, "procMount"), nothing("So it is anyway."))


def _profiles(one: ContainerExport) -> None:
    for field, option in (("seccompProfile", "seccomp"), ("appArmorProfile", "apparmor")):
        kind, path = one.setting(field, "type")
        name, name_path = one.setting(field, "localhostProfile")
        if kind == "Unconfined":
            one.carry(path, _OPTION, f"{option}=unconfined")
        elif kind == "RuntimeDefault":
            one.say(path, nothing(_DEFAULT))
        elif kind == "Localhost" and name and option == "apparmor":
            one.carry(path, _OPTION, f"{option}={name}")
            one.say(name_path, carried(f"--{_OPTION}"))
        elif kind == "Localhost" and name:
            one.carry(path, _OPTION, f"{option}={name}")
            one.say(
                name_path, asks(f"--{_OPTION}", "The file has to be there, at this path from where the command runs.")
            )
        elif kind:
            one.say(path, left("It names no profile."))


def _names(one: ContainerExport) -> None:
    options, path = one.setting("seLinuxOptions")
    for name, value in (options or {}).items():
        one.carry(path.child(name), _OPTION, f"label={name}:{value}")
    if one.has_network:
        for number, sysctl in enumerate(document.listed(one.spec, (CONTEXT, "sysctls"))):
            at = SPEC.child(CONTEXT, "sysctls").index(number)
            one.carry(at, "sysctl", f"{sysctl.get('name', '')}={sysctl.get('value', '')}")
    users = one.spec.get("hostUsers")
    if users is False and one.is_podman:
        says = "Podman chooses the ids, as the kubelet does."
        one.carry(SPEC.child("hostUsers"), "userns", "auto", different("--userns", says))
    elif users:
        one.say(SPEC.child("hostUsers"), nothing("So it is unless the engine is set up otherwise."))
