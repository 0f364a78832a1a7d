"""Flags that `kubectl run` has lost, which courses of before still use: what they said is carried all the same."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, companion, different, left, nothing, refused
from podbuilder.kube.core import quantity
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.container_settings.published_port import declare
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler
from podbuilder.kube.importers.kubectl_run.create_handlers import set_schedule
from podbuilder.kube.importers.kubectl_run.kubectl_command import GENERATED, POD
from podbuilder.kube.importers.kubectl_run.override_patch import read_json
from podbuilder.kube.importers.kubectl_run.run_handlers import command_of, port_of

_GONE = "This kubectl no longer knows the flag."


def _generator(context: FlagContext) -> Note:
    kind = next((kind for name, kind in GENERATED.items() if context.value.startswith(name)), "")
    if not kind:
        return refused(f"{_GONE} Its generators made a pod, a Deployment, a Job or a CronJob.")
    command = command_of(context)
    if kind == POD:
        return nothing(f"{_GONE} kubectl run always makes a pod.")
    return companion(command.kind, command.name, f"{_GONE} kubectl create {kind.lower()} makes one.")


def _replicas(context: FlagContext) -> Note:
    command, number = command_of(context), whole_number(context.value)
    if number is None:
        return refused(f"{_GONE} It took a whole number.")
    if command.kind != "Deployment":
        return left(f"{_GONE} A {command.kind} has no replicas.")
    command.workload["replicas"] = number
    return companion("Deployment", command.name, f"{_GONE} kubectl create deployment has --replicas.")


def _schedule(context: FlagContext) -> Note:
    note = set_schedule(context)
    return Note(note.outcome, note.to, f"{note.says} {_GONE} kubectl create cronjob has --schedule.")


def _service_account(context: FlagContext) -> Note:
    name = label(context.value, "default")
    return different(context.parts.pod.set(("serviceAccountName",), name), _GONE)


def _host_port(context: FlagContext) -> Note:
    number, port = port_of(context.value), port_of(context.command.value_of("port"))
    if number is None or port is None:
        return refused(f"{_GONE} It took a number, and --port beside it.")
    declare(context.parts, port, "tcp")
    context.parts.container["ports"][0]["hostPort"] = number
    return different(context.parts.at("ports[0].hostPort"), _GONE)


def _amounts(kind: str) -> Handler:
    def handler(context: FlagContext) -> Note:
        found = dict(item.partition("=")[::2] for item in context.value.split(","))
        try:
            if not all(quantity.parse(amount) >= quantity.parse(0) for amount in found.values()):
                raise quantity.QuantityError(context.value)
        except quantity.QuantityError:
            return refused(f"{_GONE} It took amounts such as cpu=200m,memory=512Mi.")
        to = [context.parts.set(("resources", kind, name), amount) for name, amount in found.items()]
        return different(to[0], _GONE)

    return handler


def _service_overrides(context: FlagContext) -> Note:
    found = read_json(context.value)
    if not isinstance(found, dict):
        return refused(f"{_GONE} It took a JSON object.")
    command = command_of(context)
    if not command.has("expose"):
        return nothing(f"{_GONE} Without --expose there is no Service.")
    command.service_overrides = found
    return companion("Service", command.name, _GONE)


FORMER: dict[str, Handler] = {
    "generator": _generator,
    "hostport": _host_port,
    "limits": _amounts("limits"),
    "replicas": _replicas,
    "requests": _amounts("requests"),
    "schedule": _schedule,
    "service-overrides": _service_overrides,
    "serviceaccount": _service_account,
}
