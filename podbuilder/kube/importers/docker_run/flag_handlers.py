"""What becomes of each of docker's flags: the setting that it is."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing, refused
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings import (
    annotation_entry,
    device_request,
    node_choice,
    pod_network,
    resource_amount,
    restart_rule,
    security_option,
    user_id,
    variable,
)
from podbuilder.kube.importers.container_settings.command_words import set_entrypoint
from podbuilder.kube.importers.container_settings.object_names import service_name
from podbuilder.kube.importers.container_settings.published_port import expose, publish, publish_all
from podbuilder.kube.importers.docker_run import health_flags, mount_flags
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler, of_switch, of_value

_CONTAINER = "container:"
_IN_ONE_POD = "It is in one pod with {}, whose containers share their network."
_NOT_HERE = "The container {} is not in the paste. Containers that share this are in one pod: paste both commands."


def _name(context: FlagContext) -> Note:
    parts = context.parts
    is_alone = len(parts.pod.containers) == 1
    to, name = ("metadata.name", parts.pod.name) if is_alone else (parts.at("name"), parts.container["name"])
    if name == context.value:
        return carried(to)
    return different(to, "It was made one that Kubernetes allows.")


def _entrypoint(context: FlagContext) -> Note:
    words = [context.value] if context.value else []
    return set_entrypoint(context.parts, words, context.command.arguments)


def _env(context: FlagContext) -> Note:
    name, equals, value = context.value.partition("=")
    if equals:
        return variable.set_variable(context.parts, name, value)
    return variable.ask_variable(context.parts, name, context.command.run.environment)


def _publish(context: FlagContext) -> Note:
    return publish(context.parts, context.value, context.option.substitutions)


def _network(context: FlagContext) -> Note:
    if not context.value.startswith(_CONTAINER):
        return pod_network.set_network(context.parts, context.value)
    name = context.value.removeprefix(_CONTAINER)
    if context.mate(name):
        return different(f"Pod {context.parts.pod.name}", _IN_ONE_POD.format(name))
    return left(_NOT_HERE.format(name))


def _pid(context: FlagContext) -> Note:
    if not context.value.startswith(_CONTAINER):
        return pod_network.share_with_host(context.parts, "hostPID", context.value)
    name = context.value.removeprefix(_CONTAINER)
    if not context.mate(name):
        return left(_NOT_HERE.format(name))
    if context.parts.pod.spec.get("hostPID"):
        return carried("spec.hostPID")
    to = context.parts.pod.set(("shareProcessNamespace",), True)
    return different(to, f"It is in one pod with {name}; all containers of the pod see each other's processes.")


def _ipc(context: FlagContext) -> Note:
    if not context.value.startswith(_CONTAINER):
        return pod_network.share_with_host(context.parts, "hostIPC", context.value)
    name = context.value.removeprefix(_CONTAINER)
    if context.mate(name):
        return different(f"Pod {context.parts.pod.name}", f"It is in one pod with {name}, whose containers share it.")
    return left(_NOT_HERE.format(name))


def _link(context: FlagContext) -> Note:
    name, _, alias = context.value.partition(":")
    alias = alias or name
    service = service_name(alias)
    if context.mate(name):
        return nothing(f"It is in one pod with {name}: the other's ports are on localhost.")
    other = context.others.get(name)
    if other is None:
        return left(
            f"The container {name} is not in the paste. A Service named {service} before its pod makes the name work."
        )
    return pod_network.add_alias(other.parts, alias)


def _rm(context: FlagContext) -> Note:
    if context.command.has("detach") or context.command.value_of("restart"):
        return nothing("A pod is not removed by itself: kubectl delete pod does it.")
    to = restart_rule.run_once(context.parts)
    return different(
        to, "The pod runs once and stays; a Job with ttlSecondsAfterFinished: 0 removes it when it has ended."
    )


def _terminal(context: FlagContext) -> Note:
    """`-i` and `-t`: a session that somebody sits at, unless it is detached."""
    note = restart_rule.set_terminal(context.parts, context.option.flag.name == "interactive")
    container = context.parts.container
    if container.get("stdin") and container.get("tty") and not context.command.has("detach"):
        restart_rule.close_after_session(context.parts)
        if not context.command.value_of("restart"):
            restart_rule.run_once(context.parts)
    return note


def _stop_timeout(context: FlagContext) -> Note:
    seconds = -1 if context.value == "-1" else whole_number(context.value)
    if seconds is None:
        return refused("This needs a whole number of seconds.")
    return restart_rule.set_grace_period(context.parts, seconds)


def _cpu_quota(context: FlagContext) -> Note:
    return resource_amount.limit_cpu_by_quota(context.parts, context.value, context.command.value_of("cpu-period"))


def _cpu_period(context: FlagContext) -> Note:
    if context.command.value_of("cpu-quota"):
        return carried(context.parts.at("resources.limits[cpu]"))
    return nothing("A period limits nothing without --cpu-quota.")


def _cpu_count(context: FlagContext) -> Note:
    note = resource_amount.limit_cpu(context.parts, context.value)
    return different(note.to, "It is a limit of time, not a number of processors.") if note.to else note


def _storage_option(context: FlagContext) -> Note:
    name, _, value = context.value.partition("=")
    if name == "size":
        return resource_amount.limit_disk(context.parts, value)
    return left("How containers are stored is a setting of the node.")


def _workdir(context: FlagContext) -> Note:
    to = context.parts.set(("workingDir",), context.value)
    if context.value.startswith("/") or context.option.substitutions:
        return carried(to)
    return different(to, "It is not an absolute path, which both docker and Kubernetes want.")


def _help(context: FlagContext) -> Note:
    return refused(f"It makes {context.command.run.program} print its help, and run nothing.")


def _env_file(context: FlagContext) -> Note:
    return variable.set_file_of_variables(context.parts, context.value)


def _drop_capability(context: FlagContext) -> Note:
    return security_option.add_capability(context.parts, context.value, "drop")


HANDLERS: dict[str, Handler] = {
    **health_flags.HANDLERS,
    **mount_flags.HANDLERS,
    "add-host": of_value(pod_network.add_host),
    "annotation": of_value(annotation_entry.add_annotation),
    "cap-add": of_value(security_option.add_capability),
    "cap-drop": _drop_capability,
    "cpu-count": _cpu_count,
    "cpu-period": _cpu_period,
    "cpu-quota": _cpu_quota,
    "cpu-shares": of_value(resource_amount.request_cpu_by_shares),
    "cpus": of_value(resource_amount.limit_cpu),
    "device": of_value(device_request.add_device),
    "dns": of_value(pod_network.add_name_server),
    "dns-option": of_value(pod_network.add_dns_option),
    "dns-search": of_value(pod_network.add_search_domain),
    "entrypoint": _entrypoint,
    "env": _env,
    "env-file": _env_file,
    "expose": of_value(expose),
    "gpus": of_value(device_request.request_gpus),
    "group-add": of_value(user_id.add_group),
    "help": _help,
    "hostname": of_value(pod_network.set_host_name),
    "init": of_switch(restart_rule.share_processes),
    "interactive": _terminal,
    "ipc": _ipc,
    "isolation": of_value(node_choice.set_isolation),
    "label": of_value(annotation_entry.add_label),
    "label-file": of_value(annotation_entry.ask_label_file),
    "link": _link,
    "memory": of_value(resource_amount.limit_memory),
    "memory-reservation": of_value(resource_amount.request_memory),
    "name": _name,
    "network": _network,
    "network-alias": of_value(pod_network.add_alias),
    "pid": _pid,
    "platform": of_value(node_choice.set_platform),
    "privileged": of_switch(security_option.set_privileged),
    "publish": _publish,
    "publish-all": of_switch(publish_all),
    "pull": of_value(node_choice.set_pull_policy),
    "read-only": of_switch(security_option.set_read_only),
    "restart": of_value(restart_rule.set_restart),
    "rm": _rm,
    "runtime": of_value(node_choice.set_runtime),
    "security-opt": of_value(security_option.set_security_option),
    "stop-signal": of_value(restart_rule.set_stop_signal),
    "stop-timeout": _stop_timeout,
    "storage-opt": _storage_option,
    "sysctl": of_value(security_option.set_sysctl),
    "tty": _terminal,
    "user": of_value(user_id.set_user),
    "userns": of_value(security_option.set_user_namespace),
    "uts": of_value(pod_network.set_uts),
    "workdir": _workdir,
}
