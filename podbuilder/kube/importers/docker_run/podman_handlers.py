"""What becomes of the flags that podman has beyond docker's."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import (
    Note,
    asks,
    carried,
    different,
    left,
    nothing,
    refused,
)
from podbuilder.kube.importers.container_settings import node_choice, restart_rule, variable
from podbuilder.kube.importers.container_settings.existing_secret import read_secret, secret_as_file, secret_as_variable
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler, of_switch, of_value

NEW = "new:"
# What podman keeps writable in a container whose root is not.
_WRITABLE = ("/tmp", "/run", "/var/tmp")  # noqa: S108 paths in a container


def _pod(context: FlagContext) -> Note:
    name = context.value.removeprefix(NEW)
    fitting = context.parts.pod.name
    return carried("metadata.name") if fitting == name else different("metadata.name", f"The pod's name is {fitting}.")


def _secret(context: FlagContext) -> Note:
    secret = read_secret(context.value)
    if secret.variable:
        return secret_as_variable(context.parts, secret.name, secret.variable)
    return secret_as_file(context.parts, secret.name, secret.path, secret.mode)


def _time_zone(context: FlagContext) -> Note:
    if context.value == "local":
        return left("The time zone of your machine is not in the paste; the variable TZ sets one by its name.")
    to = variable.set_variable(context.parts, "TZ", context.value).to
    return different(to, "It works where the image has the time zones' data and the program heeds TZ.")


def _unset(context: FlagContext) -> Note:
    note = variable.set_variable(context.parts, context.value, "")
    return different(note.to, "The image's variable is empty then, not gone.") if note.to else note


def _host_variables(context: FlagContext) -> Note:
    return asks("", "The variables of your machine are not in the paste; give those that matter with -e.")


def _image_volume(context: FlagContext) -> Note:
    if context.value == "tmpfs":
        return left("Which folders the image declares is not in the paste; an emptyDir in memory at each does that.")
    return nothing("Kubernetes makes no volumes for the folders that an image declares.")


def make_writable(parts: ContainerParts) -> str:
    """Empty folders where podman keeps a read-only container writable; the path of their list."""
    taken = {mount["mountPath"].rstrip("/") for mount in parts.container.get("volumeMounts", ())}
    for path in _WRITABLE:
        if path not in taken:
            mount_volume(parts, Mount(MountType.TMPFS, path), {"emptyDir": {"medium": "Memory"}})
    return parts.at("volumeMounts")


def _read_only_tmpfs(context: FlagContext) -> Note:
    if not context.command.has("read-only"):
        return nothing("It concerns containers whose root is read-only.")
    return carried(make_writable(context.parts))


def _root_file_system(context: FlagContext) -> Note:
    return refused("A folder of your machine is no image; a pod needs one.")


HANDLERS: dict[str, Handler] = {
    "arch": of_value(node_choice.set_architecture),
    **dict.fromkeys(("authfile", "creds", "cert-dir"), of_switch(node_choice.ask_pull_secret)),
    "env-host": _host_variables,
    "image-volume": _image_volume,
    "os": of_value(node_choice.set_system),
    "pod": _pod,
    "read-only-tmpfs": _read_only_tmpfs,
    "rootfs": _root_file_system,
    "secret": _secret,
    "timeout": of_value(restart_rule.set_deadline),
    "tz": _time_zone,
    "unsetenv": _unset,
}
