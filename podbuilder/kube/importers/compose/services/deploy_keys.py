"""How many pods a service has and how new ones take their place: fields of the workload."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, companion, different, left, nothing, refused
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.whole_number import INT32_MAX
from podbuilder.kube.importers.compose.services.health_keys import whole_seconds
from podbuilder.kube.importers.compose.services.imported_service import (
    DAEMON_SET,
    DEPLOYMENT,
    JOB,
    POD,
    STATEFUL_SET,
)
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote, whole
from podbuilder.kube.importers.container_settings.annotation_entry import annotation_key

_COPIES = (DEPLOYMENT, STATEFUL_SET)
_MODES = {
    "replicated": (DEPLOYMENT, STATEFUL_SET),
    "global": (DAEMON_SET,),
    "replicated-job": (JOB,),
    "global-job": (JOB,),
}
START_FIRST = "start-first"


def _set(context: KeyContext, field: str, value: Any, says: str) -> Note:
    """Set a field of the object around the pod."""
    context.workload.spec[field] = value
    return _there(context, field, says)


def _there(context: KeyContext, path: str, says: str) -> Note:
    return Note(Outcome.COMPANION, context.workload.at(path), says)


def _replicas(context: KeyContext, value: Any) -> list[KeyNote]:
    if context.key == ("scale",) and context.service.deploy.get("replicas") is not None:
        return whole(left("deploy.replicas takes its place."))
    number = min(int(value), INT32_MAX)
    if number < 0:
        return whole(refused("The number of pods is 0 or more."))
    if context.service.is_init or context.service is not context.workload.services[0]:
        return whole(left("It is one container of a pod; the number of pods is that of the first one."))
    kind = context.workload.kind
    if kind in _COPIES:
        return whole(_set(context, "replicas", number, f"The {kind} has so many pods."))
    if kind == JOB and number > 0:
        context.workload.spec["completions"] = number
        return whole(_set(context, "parallelism", number, "The Job runs so many pods, all at once."))
    return whole(left(f"The number of pods is not said for a {kind}."))


def _mode(context: KeyContext, value: Any) -> list[KeyNote]:
    if value not in _MODES:
        return whole(refused("A mode is replicated, global, replicated-job or global-job."))
    kind, name = context.workload.kind, context.workload.pod.name
    if kind not in _MODES[value]:
        return whole(left(f"It is a {kind}, as was chosen."))
    if value == "global-job":
        return whole(different(f"{kind} {name}", "A Job does not run once on every node; this one runs once."))
    return whole(companion(kind, name, "That is what this kind of workload does."))


def _endpoint_mode(context: KeyContext, value: Any) -> list[KeyNote]:
    name = context.service.host
    if value == "dnsrr":
        return whole(companion("Service", name, "It is headless: its name leads to the pods themselves."))
    if value != "vip":
        return whole(refused("An endpoint mode is vip or dnsrr."))
    return whole(nothing("A Service has an address of its own anyway."))


def _labels(context: KeyContext, value: Mapping[str, str]) -> Iterator[KeyNote]:
    for name, text in value.items():
        fitting = annotation_key(name)
        if not fitting:
            yield (name,), refused("This needs a name, as in name=value.")
            continue
        if context.workload.kind == POD:
            context.workload.pod.metadata.setdefault("annotations", {})[fitting] = text
        else:
            context.workload.annotations[fitting] = text
        says = "Nothing selects by it, so it is an annotation of the workload."
        yield (name,), companion(context.workload.kind, context.workload.pod.name, says)


def _parallelism(context: KeyContext, value: Any) -> list[KeyNote]:
    kind, number = context.workload.kind, min(int(value), INT32_MAX)
    if number < 0:
        return whole(refused("This is a number of pods, or 0 for all."))
    if kind not in (DEPLOYMENT, DAEMON_SET):
        return whole(left(f"The pods of a {kind} are not replaced several at a time."))
    amount: Any = number or "100%"
    is_start_first = (context.service.deploy["update_config"] or {}).get("order") == START_FIRST
    surge, gone = (amount, 0) if is_start_first else (0, amount)
    at = f"{_strategy(kind)}.rollingUpdate"
    _set_update(context, surge, gone)
    field = "maxSurge" if is_start_first else "maxUnavailable"
    return whole(_there(context, f"{at}.{field}", "So many pods are replaced at once."))


def _strategy(kind: str) -> str:
    return "strategy" if kind == DEPLOYMENT else "updateStrategy"


def _set_update(context: KeyContext, surge: Any, gone: Any) -> None:
    context.workload.spec[_strategy(context.workload.kind)] = {
        "type": "RollingUpdate",
        "rollingUpdate": {"maxSurge": surge, "maxUnavailable": gone},
    }


def _order(context: KeyContext, value: Any) -> list[KeyNote]:
    kind = context.workload.kind
    if kind not in (DEPLOYMENT, DAEMON_SET):
        return whole(left(f"The pods of a {kind} stop before new ones start."))
    if (context.service.deploy["update_config"] or {}).get("parallelism") is None:
        _set_update(context, *((1, 0) if value == START_FIRST else (0, 1)))
    says = "New pods start before old ones stop." if value == START_FIRST else "Old pods stop before new ones start."
    return whole(_there(context, f"{_strategy(kind)}.rollingUpdate", says))


def _delay(context: KeyContext, value: Any) -> list[KeyNote]:
    if context.workload.kind in (POD, JOB):
        return whole(left(f"The pods of a {context.workload.kind} are not replaced one after the other."))
    seconds = whole_seconds(value, 0)
    says = "It is the time that a new pod has to be ready before the next is replaced."
    return whole(_set(context, "minReadySeconds", seconds, says))


def _monitor(context: KeyContext, value: Any) -> list[KeyNote]:
    if context.workload.kind != DEPLOYMENT or value <= 0:
        return whole(left("How long an update is watched is a Deployment's progressDeadlineSeconds only."))
    delay = (context.service.deploy["update_config"] or {}).get("delay") or 0
    # Kubernetes refuses a deadline that is not after the time to be ready.
    seconds = max(whole_seconds(value), whole_seconds(delay, 0) + 1)
    says = "An update that takes longer counts as failed, and stays as it is."
    return whole(_set(context, "progressDeadlineSeconds", seconds, says))


_UPDATE = "deploy.update_config"
HANDLERS: dict[str, Handler] = {
    f"{_UPDATE}.delay": _delay,
    f"{_UPDATE}.monitor": _monitor,
    f"{_UPDATE}.order": _order,
    f"{_UPDATE}.parallelism": _parallelism,
    "deploy.endpoint_mode": _endpoint_mode,
    "deploy.labels": _labels,
    "deploy.mode": _mode,
    "deploy.replicas": _replicas,
    "scale": _replicas,
}
