"""What becomes of the flags of `kubectl run`. They are Kubernetes' own fields, so they mean the same."""

from __future__ import annotations

from typing import cast

from podbuilder.kube.conversion_report.note import Note, carried, companion, different, left, nothing, refused
from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings import annotation_entry, node_choice, variable
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.container_settings.published_port import declare
from podbuilder.kube.importers.docker_run.command_line import TRUE
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler
from podbuilder.kube.importers.kubectl_run.kubectl_command import POD, KubectlCommand
from podbuilder.kube.importers.kubectl_run.override_patch import OVERRIDE_TYPES
from podbuilder.kube.validation.formats import is_env_var_name, is_qualified_name, is_valid_label_value

_LARGEST_PORT = 65_535
_RESTARTS = ("Always", "OnFailure", "Never")
_PULLS = ("Always", "IfNotPresent", "Never")


def command_of(context: FlagContext) -> KubectlCommand:
    """The command that a flag belongs to."""
    return cast("KubectlCommand", context.command)


def set_image(context: FlagContext) -> Note:
    """The image, which kubectl refuses where it is no image's name."""
    note = node_choice.set_image(context.parts, context.value)
    if context.option.substitutions:
        return note
    try:
        parse(context.value)
    except ImageError:
        return refused("kubectl run refuses it: it is not the name of an image.")
    return note


def _pull_policy(context: FlagContext) -> Note:
    if context.value == "":
        return nothing("An empty value leaves it to the server.")
    if context.value not in _PULLS:
        return refused(f"kubectl knows {', '.join(_PULLS[:-1])} and {_PULLS[-1]}, spelled like that.")
    return carried(context.parts.set(("imagePullPolicy",), context.value))


def _env(context: FlagContext) -> Note:
    name, equals, value = context.value.partition("=")
    if not equals or is_env_var_name(name):
        return refused("kubectl wants name=value, whose name has letters, digits and _, - or . only.")
    return variable.set_variable(context.parts, name, value, str)


def port_of(text: str) -> int | None:
    """The port that a text says; None if it is none."""
    return whole_number(text, _LARGEST_PORT, 1)


def set_port(context: FlagContext) -> Note:
    """The one port that the command knows."""
    number = port_of(context.value)
    if number is None:
        return refused("A port is a number from 1 to 65535.")
    return carried(declare(context.parts, number, "tcp"))


def _labels(context: FlagContext) -> Note:
    command = command_of(context)
    if context.value == "":
        return nothing("Without labels, kubectl run gives the pod one of its own: run with the pod's name.")
    found = dict(item.partition("=")[::2] for item in context.value.split(","))
    if any(item.count("=") != 1 for item in context.value.split(",")):
        return refused("kubectl wants labels as key=value,key=value, without blanks.")
    if any(is_qualified_name(key) or is_valid_label_value(value) for key, value in found.items()):
        return refused("The API server refuses a key or a value of these labels.")
    command.labels = found
    return carried("metadata.labels")


def _annotation(context: FlagContext) -> Note:
    key, equals, _ = context.value.partition("=")
    if not equals or not key:
        return refused("kubectl wants an annotation as key=value.")
    return annotation_entry.add_annotation(context.parts, context.value)


def _restart(context: FlagContext) -> Note:
    policy = context.value or ("OnFailure" if context.command.has("stdin") else "Always")
    if policy not in _RESTARTS:
        return refused(f"kubectl knows {', '.join(_RESTARTS[:-1])} and {_RESTARTS[-1]}, spelled like that.")
    kind = command_of(context).kind
    if kind != POD and (policy == "Always") != (kind == "Deployment"):
        return left(f"The pods of a {kind} {'always start again' if kind == 'Deployment' else 'end'}.")
    return carried(context.parts.pod.set(("restartPolicy",), policy))


def _privileged(context: FlagContext) -> Note:
    return carried(context.parts.set(("securityContext", "privileged"), True))


def _stdin(context: FlagContext) -> Note:
    to = context.parts.set(("stdin",), True)
    if not context.command.has("leave-stdin-open"):
        context.parts.set(("stdinOnce",), True)
    return carried(to)


def _leave_open(context: FlagContext) -> Note:
    if not context.command.has("stdin"):
        return nothing("It means nothing without --stdin.")
    return carried(context.parts.at("stdinOnce"))


def _tty(context: FlagContext) -> Note:
    if not context.command.has("stdin"):
        context.parts.set(("tty",), True)
        return refused("kubectl refuses -t without -i: --stdin has to stand beside it.")
    return carried(context.parts.set(("tty",), True))


def _command(context: FlagContext) -> Note:
    if not context.command.arguments:
        return nothing("There are no words behind the flags that could be the command.")
    return carried(context.parts.at("command"))


def _expose(context: FlagContext) -> Note:
    command = command_of(context)
    port = port_of(command.value_of("port"))
    if port is None:
        return refused("kubectl refuses --expose without --port.")
    command.service_port = port
    return companion("Service", context.parts.pod.name, f"It has port {port}, and finds the pod by its labels.")


def _remove(context: FlagContext) -> Note:
    if not (context.command.has("attach") or _attaches(context)):
        return refused("kubectl refuses --rm unless it is attached to the pod: by -i or --attach.")
    return nothing("A pod is not removed by itself: kubectl delete pod does it; a Job has ttlSecondsAfterFinished.")


def _attaches(context: FlagContext) -> bool:
    return context.command.has("stdin") and context.command.value_of("attach") in ("", *TRUE)


def dry_run(context: FlagContext) -> Note:
    """Whether the command only prints what it would make; not while somebody is attached to it."""
    is_attached = context.command.has("attach") or _attaches(context)
    if context.value not in ("none", "false") and is_attached:
        return refused("kubectl refuses --dry-run together with --attach or --stdin.")
    return nothing("Only a manifest is made here anyway.")


def set_namespace(context: FlagContext) -> Note:
    """The namespace of what is made."""
    name = label(context.value, "default")
    command_of(context).namespace = name
    to = "metadata.namespace"
    return carried(to) if name == context.value else different(to, "It was made a name that Kubernetes allows.")


def _overrides(context: FlagContext) -> Note:
    """They are applied when all else is done."""
    return carried(f"{POD} {context.command.name}")


def _override_type(context: FlagContext) -> Note:
    if not context.command.value_of("overrides"):
        return nothing("It means nothing without --overrides.")
    if context.value not in OVERRIDE_TYPES:
        return refused(f"It is one of {', '.join(OVERRIDE_TYPES)}.")
    return nothing("It says how --overrides are put into the pod.")


def _help(context: FlagContext) -> Note:
    return refused(f"It makes {cut(context.command.run.name)} print its help, and make nothing.")


OF_ALL: dict[str, Handler] = {"dry-run": dry_run, "help": _help, "namespace": set_namespace}
HANDLERS: dict[str, Handler] = {
    **OF_ALL,
    "annotations": _annotation,
    "command": _command,
    "env": _env,
    "expose": _expose,
    "image": set_image,
    "image-pull-policy": _pull_policy,
    "labels": _labels,
    "leave-stdin-open": _leave_open,
    "override-type": _override_type,
    "overrides": _overrides,
    "port": set_port,
    "privileged": _privileged,
    "restart": _restart,
    "rm": _remove,
    "stdin": _stdin,
    "tty": _tty,
}
