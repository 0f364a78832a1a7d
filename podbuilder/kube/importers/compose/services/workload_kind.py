"""Which kind of workload a service is: by what it says of its deployment, its restarts and its volumes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.core import kinds
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.dependency_keys import COMPLETED
from podbuilder.kube.importers.compose.services.imported_service import (
    DAEMON_SET,
    DEPLOYMENT,
    JOB,
    POD,
    STATEFUL_SET,
)
from podbuilder.kube.importers.compose.services.named_volume import source_of
from podbuilder.kube.importers.compose.services.restart_words import NO, ON_FAILURE, restart_policy
from podbuilder.kube.importers.question import AnswerType, Question, Questions

_MODES = {"global": DAEMON_SET, "replicated-job": JOB, "global-job": JOB}
_WORDS = {
    DEPLOYMENT: "Deployment: it always runs",
    STATEFUL_SET: "StatefulSet: it always runs, one pod after the other, with its own volume",
    DAEMON_SET: "DaemonSet: on every node",
    JOB: "Job: it runs to its end",
    POD: "Pod: as it is, and nothing starts it anew on another node",
}


def awaited_ends(services: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """The services whose end others wait for, and those others."""
    found: dict[str, list[str]] = {}
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == COMPLETED and other in services and other != name:
                found.setdefault(other, []).append(name)
    return found


def volumes_alone(services: Mapping[str, Mapping[str, Any]], definitions: Mapping[str, Any]) -> set[str]:
    """The services that have a claim which no other service mounts."""
    users: dict[str, set[str]] = {}
    for name, service in services.items():
        for mount in service.get("volumes", ()):
            source = mount.get("source")
            if mount["type"] == "volume" and source and source_of(definitions.get(source) or {}) is None:
                users.setdefault(source, set()).add(name)
    return {next(iter(names)) for names in users.values() if len(names) == 1}


def usual_kind(service: Mapping[str, Any], is_awaited: bool, has_volume: bool) -> str:
    """The kind that suits a service."""
    deploy = service.get("deploy") or {}
    if deploy.get("mode") in _MODES:
        return _MODES[deploy["mode"]]
    copies = service.get("scale") if deploy.get("replicas") is None else deploy["replicas"]
    serves = bool(service.get("ports") or service.get("expose") or service.get("healthcheck")) or copies is not None
    policy = restart_policy(service)
    if is_awaited and policy in ("", NO, ON_FAILURE):
        return JOB
    if policy in (NO, ON_FAILURE) and not serves:
        return JOB
    if policy == NO and copies is None and "deploy" not in service:
        return POD
    if has_volume and (copies or 1) == 1 and not deploy.get("update_config"):
        return STATEFUL_SET
    return DEPLOYMENT


def chosen_kind(name: str, usual: str, questions: Questions) -> str:
    """The kind that somebody has chosen, or the usual one."""
    choices = tuple((kind, words) for kind, words in _WORDS.items() if kind == POD or kind in kinds.workloads())
    question = Question(f"kind:{name}", f"How {cut(name)} runs", usual, AnswerType.CHOICE, choices)
    return questions.ask(question)
