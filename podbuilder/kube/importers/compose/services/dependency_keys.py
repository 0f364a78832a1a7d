"""What a service waits for. Kubernetes starts everything at once; an init container can wait for another Service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, different, left, nothing
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.imported_service import JOB, ImportedService
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote
from podbuilder.kube.importers.question import AnswerType, Question

HEALTHY, COMPLETED = "service_healthy", "service_completed_successfully"
WAITING_IMAGE = "busybox:1.37"
_AT_ONCE, _WAITS = "at-once", "waits"
_STARTED = "Kubernetes starts everything at once; a program tries again until the other one is there."


def _depends_on(context: KeyContext, value: Mapping[str, Any]) -> Iterator[KeyNote]:
    written = context.plan.file.node_of(context.path)
    if written is None:
        return
    for name, how in value.items():
        context.speak_of(name)
        # Some are implied by other keys, which have lines of their own.
        if written.child(name) is not None or name in {item.value for item in written.items}:
            yield (name,), _dependency(context, name, how)


def _dependency(context: KeyContext, name: str, how: Mapping[str, Any]) -> Note:
    other = context.plan.services.get(name)
    if other is None:
        return left("This service is not among those that are taken over.")
    if how["condition"] == COMPLETED:
        return _completed(context, other)
    if how["condition"] == HEALTHY:
        return _healthy(context, other)
    if context.mate(name):
        return nothing("It is in the same pod, whose containers start together.")
    return nothing(_STARTED)


def _completed(context: KeyContext, other: ImportedService) -> Note:
    name = cut(other.name)
    if other.is_init and other.workload is context.workload:
        return different(other.parts.at("").rstrip("."), f"{name} runs to its end before the others of the pod start.")
    workload = f"{other.workload.kind} {other.workload.pod.name}"
    if other.workload.kind == JOB:
        return left(f"No pod waits for a Job: kubectl wait --for=condition=complete job/{other.workload.pod.name}.")
    return left(f"The {workload} does not end, so nothing waits for its end.")


def _healthy(context: KeyContext, other: ImportedService) -> Note:
    if context.mate(other.name):
        return nothing("It is in the same pod, whose containers start together.")
    question = Question(
        f"wait:{context.service.name}:{other.name}",
        f"When {cut(context.service.name)} starts",
        _AT_ONCE,
        AnswerType.CHOICE,
        ((_AT_ONCE, "at once; it tries again"), (_WAITS, f"when {cut(other.name)} can be reached")),
    )
    port = _port_of(other)
    if port is None:
        return nothing(_STARTED)
    if context.plan.questions.ask(question) == _WAITS:
        host = other.host
        to = _add_wait(context, host, port)
        return different(to, f"An init container waits till the Service {host} leads to a pod that is ready.")
    return asks("spec.initContainers", f"{_STARTED} An init container can wait for {cut(other.name)} before.")


def _port_of(other: ImportedService) -> int | None:
    ports = other.parts.container.get("ports", ())
    return next((port["containerPort"] for port in ports if port.get("protocol", "TCP") == "TCP"), None)


def _add_wait(context: KeyContext, host: str, port: int) -> str:
    pod = context.workload.pod
    name = f"wait-for-{host}"
    for number, container in enumerate(pod.inits):
        if container["name"] == name:
            return f"spec.initContainers[{number}]"
    parts = pod.add_container(name, is_init=True)
    parts.set(("image",), WAITING_IMAGE)
    parts.set(("command",), ["sh", "-c", 'until nc -z -w 2 "$0" "$1"; do sleep 2; done', host, str(port)])
    if context.service.is_init:
        # It stands behind the container that waits; those of one pod run one after the other.
        pod.inits.insert(context.parts.index, pod.inits.pop())
        _shift(context, context.parts.index)
        return f"spec.initContainers[{context.parts.index - 1}]"
    return parts.at("").rstrip(".")


def _shift(context: KeyContext, start: int) -> None:
    for service in context.workload.services:
        if service.is_init and service.parts.index >= start:
            service.parts.index += 1


HANDLERS: dict[str, Handler] = {"depends_on": _depends_on}
