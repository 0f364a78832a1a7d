"""Memory, CPUs, GPUs and disk of a service; what `deploy` says of them goes before the keys of the service itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, nothing, refused
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote, whole
from podbuilder.kube.importers.container_settings import device_request, resource_amount
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.question import Question

_NO_LIMIT = "0 means no limit, as does leaving it out."
_OF_DEPLOY = "deploy.resources takes its place."
_GPUS = ("gpu", "nvidia", "amd")
_HIGHEST = 10**9


def _cpus(number: float) -> str:
    """A number of CPUs as the settings of docker run read it."""
    return format(Decimal(str(number)), "f")


def _limit_cpu(context: KeyContext, value: Any) -> list[KeyNote]:
    if value == 0:
        return whole(nothing(_NO_LIMIT))
    return whole(resource_amount.limit_cpu(context.parts, _cpus(value)))


def _request_cpu(context: KeyContext, value: Any) -> list[KeyNote]:
    if value == 0:
        return whole(nothing("0 keeps nothing free, as does leaving it out."))
    return whole(resource_amount.request_cpu(context.parts, _cpus(value)))


def _limit_memory(context: KeyContext, value: Any) -> list[KeyNote]:
    return whole(resource_amount.limit_memory(context.parts, str(value)))


def _request_memory(context: KeyContext, value: Any) -> list[KeyNote]:
    note = resource_amount.request_memory(context.parts, str(value))
    return whole(carried(note.to) if note.to else note)


def _keep_memory(context: KeyContext, value: Any) -> list[KeyNote]:
    return whole(resource_amount.request_memory(context.parts, str(value)))


def _unless_in_deploy(kind: str, name: str, handler: Handler) -> Handler:
    """A key of the service that `deploy.resources` goes before."""

    def checked(context: KeyContext, value: Any) -> Any:
        resources = context.service.deploy.get("resources") or {}
        if (resources.get(kind) or {}).get(name):
            return whole(left(_OF_DEPLOY))
        return handler(context, value)

    return checked


def _cpu_quota(context: KeyContext, value: Any) -> list[KeyNote]:
    if value <= 0:
        return whole(nothing(_NO_LIMIT))
    if "cpu" in context.parts.container.get("resources", {}).get("limits", {}):
        return whole(left("cpus takes its place."))
    period = context.service.settings.get("cpu_period") or ""
    return whole(resource_amount.limit_cpu_by_quota(context.parts, str(int(value)), str(period)))


def _cpu_period(context: KeyContext, value: Any) -> list[KeyNote]:
    if (context.service.settings.get("cpu_quota") or 0) > 0:
        return whole(carried(context.parts.at("resources.limits[cpu]")))
    return whole(nothing("A period limits nothing without cpu_quota."))


def _cpu_shares(context: KeyContext, value: Any) -> list[KeyNote]:
    if value <= 0:
        return whole(nothing("0 is the usual weight, as is leaving it out."))
    if "cpu" in context.parts.container.get("resources", {}).get("requests", {}):
        return whole(left(_OF_DEPLOY))
    return whole(resource_amount.request_cpu_by_shares(context.parts, str(int(value))))


def _cpu_count(context: KeyContext, value: Any) -> list[KeyNote]:
    if value <= 0 or "cpu" in context.parts.container.get("resources", {}).get("limits", {}):
        return whole(nothing("It limits nothing beyond what other keys do."))
    note = resource_amount.limit_cpu(context.parts, str(value))
    return whole(different(note.to, "It is a limit of time, not a number of processors."))


def _storage(context: KeyContext, value: Mapping[str, Any]) -> Iterator[KeyNote]:
    for name, amount in value.items():
        is_size = name == "size" and amount
        lost = left("How containers are stored is a setting of the node.")
        yield (name,), resource_amount.limit_disk(context.parts, str(amount)) if is_size else lost


def _devices(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, request in enumerate(value):
        context.speak_of(index)
        yield (index,), _device(context, request)


def _device(context: KeyContext, request: Mapping[str, Any]) -> Note:
    """A request for GPUs; those of no driver are NVIDIA's, as Compose takes them."""
    capabilities = request.get("capabilities") or []
    driver = request.get("driver") or "nvidia"
    if driver not in _GPUS or (capabilities and not set(capabilities) & {*_GPUS, "compute", "utility", "graphics"}):
        return left("Only GPUs of NVIDIA and AMD have a resource that is known here; a device plugin offers others.")
    ids, count = request.get("device_ids") or [], request.get("count", -1)
    if count == 0 and not ids:
        return nothing("None is asked for.")
    kinds = [one for one in capabilities if one not in _GPUS]
    note = device_request.add_gpus(context.parts, str(count), driver, list(ids), kinds)
    if request.get("options") and note.to:
        says = f"{note.says} Its options are left out.".strip()
        return asks(note.to, says) if note.outcome is Outcome.QUESTION else different(note.to, says)
    return note


def _generic(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, entry in enumerate(value):
        context.speak_of(index)
        yield (index,), _extended(context, entry.get("discrete_resource_spec") or {})


def _extended(context: KeyContext, spec: Mapping[str, Any]) -> Note:
    """A resource that a device plugin offers, whose name there the file does not say."""
    kind, count = spec.get("kind") or "", int(spec.get("value") or 0)
    if not kind or not 0 < count <= _HIGHEST:
        return refused("This needs a kind, and a positive number.")
    question = Question(
        f"resource:{kind}", f"Name of the resource {cut(kind)} in the cluster, such as example.com/x", ""
    )
    prefix, slash, name = context.plan.questions.ask(question).strip().partition("/")
    if not slash or not name or label(prefix.replace(".", "-")) != prefix.replace(".", "-") or label(name) != name:
        return asks(context.parts.at("resources.limits"), "A device plugin gives it a name of the form example.com/x.")
    return carried(context.parts.set(("resources", "limits", f"{prefix}/{name}"), str(count)))


_RESOURCES = "deploy.resources"
HANDLERS: dict[str, Handler] = {
    f"{_RESOURCES}.limits.cpus": _limit_cpu,
    f"{_RESOURCES}.limits.memory": _limit_memory,
    f"{_RESOURCES}.reservations.cpus": _request_cpu,
    f"{_RESOURCES}.reservations.memory": _request_memory,
    f"{_RESOURCES}.reservations.devices": _devices,
    f"{_RESOURCES}.reservations.generic_resources": _generic,
    "cpu_count": _cpu_count,
    "cpu_period": _cpu_period,
    "cpu_quota": _cpu_quota,
    "cpu_shares": _cpu_shares,
    "cpus": _unless_in_deploy("limits", "cpus", _limit_cpu),
    "gpus": _devices,
    "mem_limit": _unless_in_deploy("limits", "memory", _limit_memory),
    "mem_reservation": _unless_in_deploy("reservations", "memory", _keep_memory),
    "storage_opt": _storage,
}
