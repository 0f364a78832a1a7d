"""The workloads of a file, with a container for each service, before their keys are carried over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.compose.services.imported_service import ImportedService, ServicePlan, Workload
from podbuilder.kube.importers.compose.services.name_mentions import mentions, names_of, new_names, texts_of
from podbuilder.kube.importers.compose.services.service_choice import taken_services
from podbuilder.kube.importers.compose.services.service_groups import one_shots, service_groups
from podbuilder.kube.importers.compose.services.workload_kind import (
    awaited_ends,
    chosen_kind,
    usual_kind,
    volumes_alone,
)
from podbuilder.kube.importers.compose.substitution import Source
from podbuilder.kube.importers.compose.written_place import WrittenPlaces
from podbuilder.kube.importers.container_settings.imported_pod import ImportedPod
from podbuilder.kube.importers.container_settings.object_names import free, label, service_name
from podbuilder.kube.importers.question import Questions

_NAMESPACES = {"network_mode": "hostNetwork", "pid": "hostPID", "ipc": "hostIPC"}


def service_plan(file: ComposeFile, questions: Questions) -> ServicePlan:
    """What the services of a file become (ImportRefused if it has none)."""
    chosen = taken_services(file, questions)
    before = one_shots(chosen)
    awaited, own_volumes = awaited_ends(chosen), volumes_alone(chosen, file.volumes)
    plan = ServicePlan(file, questions, WrittenPlaces(file), open_places(file))
    hosts = _unique(chosen, service_name)
    plan.hosts = {host: name for name, host in hosts.items()}
    made: dict[str, ImportedService] = {}
    companions: dict[tuple[str, str], dict[str, Any]] = {}
    groups = service_groups(chosen, questions)
    names = _unique((group[0] for group in groups), label)
    for group in groups:
        first = group[0]
        questions.place = file.written(("services", first))
        kind = chosen_kind(first, usual_kind(chosen[first], first in awaited, first in own_volumes), questions)
        workload = Workload(ImportedPod(names[first], questions, companions=companions), kind)
        plan.workloads.append(workload)
        for member in _in_turn(group, before):
            parts = workload.pod.add_container(member, member in before)
            made[member] = ImportedService(member, chosen[member], workload, parts, hosts[member])
        workload.services = [made[member] for member in group]
        _share_with_host(workload)
    plan.services = {name: made[name] for name in _in_order(chosen, before)}
    _look_for_names(plan)
    return plan


def _unique(names: Iterable[str], fit: Callable[[str], str]) -> dict[str, str]:
    """Names that Kubernetes allows, no two of them the same: those that fit stay as they are."""
    fitting = {name: fit(name) for name in names}
    taken = {name for name, made in fitting.items() if name == made}
    for name, made in fitting.items():
        if name != made:
            fitting[name] = free(made, taken)
            taken.add(fitting[name])
    return fitting


def _share_with_host(workload: Workload) -> None:
    """Let the pod have the namespaces of its host that one of its containers wants, before anything else is done."""
    for service in workload.services:
        for key, field in _NAMESPACES.items():
            if service.settings.get(key) == "host":
                workload.pod.set((field,), True)


def open_places(file: ComposeFile) -> frozenset[ValuePath]:
    """Where variables stand that nobody has given."""
    return frozenset(tuple(note.path) for note in file.variables if note.use.source in (Source.OPEN, Source.REQUIRED))


def _in_turn(group: Sequence[str], before: Mapping[str, str]) -> list[str]:
    """A group in the order of its containers: of those that run before others, the first to run comes first."""

    def steps(name: str) -> int:
        return 1 + steps(before[name]) if name in before else 0

    inits = sorted((name for name in group if name in before), key=steps, reverse=True)
    return [*inits, *(name for name in group if name not in before)]


def _in_order(chosen: Mapping[str, Mapping[str, Any]], before: Mapping[str, str]) -> Iterator[str]:
    """The order in which keys are carried over: who runs first is first, who takes others' volumes is last."""
    yield from (name for name in _in_turn(list(chosen), before) if not chosen[name].get("volumes_from"))
    yield from (name for name in chosen if chosen[name].get("volumes_from"))


def _look_for_names(plan: ServicePlan) -> None:
    """Find out which names the services' own texts mention, and which of them have to change."""
    names = {name for service in plan.services.values() for name in names_of(service.name, service.settings)}
    texts = [text for service in plan.services.values() for text in texts_of(service.settings)]
    plan.mentioned = mentions(texts, names)
    plan.renamed = new_names(names) | {one.name: one.host for one in plan.services.values() if one.name != one.host}
