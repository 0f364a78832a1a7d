"""What becomes of the flags of `kubectl create deployment`, `job` and `cronjob`."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, asks, carried, companion, refused
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings import node_choice
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler
from podbuilder.kube.importers.kubectl_run.run_handlers import OF_ALL, command_of, set_port
from podbuilder.kube.workloads import cron

DEFAULT_SCHEDULE = "0 * * * *"
_ENDING = ("OnFailure", "Never")


def _image(context: FlagContext) -> Note:
    parts = command_of(context).more.get(context.option.ordinals, context.parts)
    return node_choice.set_image(parts, context.value)


def _replicas(context: FlagContext) -> Note:
    number = whole_number(context.value)
    if number is None:
        return refused("The number of replicas is 0 or more.")
    command = command_of(context)
    command.workload["replicas"] = number
    return companion("Deployment", command.name, "It says how many pods it keeps.")


def set_schedule(context: FlagContext) -> Note:
    """When a CronJob starts its Job."""
    command = command_of(context)
    try:
        cron.parse(context.value)
        is_schedule = "TZ" not in context.value
    except cron.ScheduleError:
        is_schedule = False
    if not is_schedule:
        command.workload["schedule"] = DEFAULT_SCHEDULE
        return refused("It is no schedule: five fields such as */5 * * * *, or @daily. Every hour stands in for it.")
    command.workload["schedule"] = context.value
    return companion("CronJob", command.name, "It says when the CronJob starts its Job.")


def _restart(context: FlagContext) -> Note:
    if context.value not in _ENDING:
        return refused("The pod of a Job ends, so its restart policy is OnFailure or Never.")
    return carried(context.parts.pod.set(("restartPolicy",), context.value))


def _from(context: FlagContext) -> Note:
    if context.command.value_of("image"):
        return refused("kubectl create job takes either --image or --from.")
    return asks(
        context.parts.at("image"),
        f"The template of {cut(context.value)} is not in the paste; kubectl get -o yaml shows it.",
    )


HANDLERS: dict[str, Handler] = {
    **OF_ALL,
    "from": _from,
    "image": _image,
    "port": set_port,
    "replicas": _replicas,
    "restart": _restart,
    "schedule": set_schedule,
}
