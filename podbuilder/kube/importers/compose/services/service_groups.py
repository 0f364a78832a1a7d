"""Which services become one pod: those that share a network, processes or volumes, and those that others wait for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.importers.compose.services.network_keys import SERVICE
from podbuilder.kube.importers.compose.services.restart_words import NO, ON_FAILURE, restart_policy
from podbuilder.kube.importers.compose.services.workload_kind import awaited_ends
from podbuilder.kube.importers.question import AnswerType, Question, Questions

_APART, _TOGETHER = "apart", "together"
_SHARED = ("network_mode", "pid", "ipc")
Services = Mapping[str, Mapping[str, Any]]


def service_groups(services: Services, questions: Questions) -> list[list[str]]:
    """The services of each pod, first the one that others lean on. Those that run before others are not the first."""
    leaning = {name: [other for other in _leans_on(service) if other in services] for name, service in services.items()}
    before = one_shots(services)
    groups = _joined(list(services), {**leaning, **{name: [user] for name, user in before.items()}})
    if len(groups) > 1 and _is_one_pod(questions):
        groups = [[name for group in groups for name in group]]
    return [_main_first(group, services, before) for group in groups]


def one_shots(services: Services) -> dict[str, str]:
    """The services that run once, before the one other service that waits for their end."""
    found = {}
    for name, users in awaited_ends(services).items():
        service = services[name]
        serves = service.get("ports") or service.get("expose") or (service.get("deploy") or {}).get("mode")
        if len(users) == 1 and not serves and restart_policy(service) in ("", NO, ON_FAILURE):
            found[name] = users[0]
    # In a circle nobody is first; Compose refuses it.
    return {name: user for name, user in found.items() if not _is_circle(name, found)}


def _is_circle(name: str, users: Mapping[str, str]) -> bool:
    seen = set()
    at: str | None = name
    while at is not None and at not in seen:
        seen.add(at)
        at = users.get(at)
    return at is not None


def _leans_on(service: Mapping[str, Any]) -> Iterator[str]:
    for key in _SHARED:
        mode = service.get(key) or ""
        if mode.startswith(SERVICE):
            yield mode.removeprefix(SERVICE)
    for source in service.get("volumes_from", ()):
        yield source.partition(":")[0]


def _joined(names: Sequence[str], leaning: Mapping[str, Sequence[str]]) -> list[list[str]]:
    group = {name: [name] for name in names}
    for name in names:
        for other in leaning[name]:
            first, second = group[other], group[name]
            if first is not second:
                if len(first) < len(second):
                    first, second = second, first
                first += second
                group.update(dict.fromkeys(second, first))
    return [list(one) for one in {id(members): members for members in group.values()}.values()]


def _is_one_pod(questions: Questions) -> bool:
    """Whether all services are to be containers of one pod; usually they are not, since each is replaced by itself."""
    question = Question(
        "pods",
        "How the services run",
        _APART,
        AnswerType.CHOICE,
        (
            (_APART, "each as a workload of its own, which the others find by its name"),
            (_TOGETHER, "all in one pod, which find each other on localhost"),
        ),
    )
    return questions.ask(question) == _TOGETHER


def _main_first(group: list[str], services: Services, before: Mapping[str, str]) -> list[str]:
    """The group with those in front that no other one of it leans on or waits for; then in the order of the file."""
    leaned = {other for name in group for other in _leans_on(services[name]) if other in group}
    awaited = {other for name in group for other in services[name].get("depends_on", {}) if other in group}

    def order(name: str) -> tuple[bool, bool, bool]:
        return name in before, bool(leaned) and name not in leaned, name in awaited and name not in leaned

    places = {name: number for number, name in enumerate(services)}
    return sorted(sorted(group, key=lambda name: places[name]), key=order)
