"""Commands that show what containers say."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.insight.connections import Wired
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import INERT, PodTarget, name_of

# How many logs kubectl follows at once unless it is told to follow more.
_AT_ONCE = 5


def log_commands(target: PodTarget) -> Iterator[PodCommand]:
    """Of all containers, then of each: init containers first, since they run first."""
    if target.can(INERT):
        return
    where, one = target.where, target.any_pod
    is_one = len(target.containers) < 2
    yield PodCommand(
        ("kubectl", "logs", *where, one, *(() if is_one else ("--all-containers", "--prefix")), "-f"),
        "Follow the log" if is_one else "Follow the logs of all containers",
        _whose(target),
        is_main=True,
    )
    if not is_one:
        yield PodCommand(
            ("kubectl", "logs", *where, one, "--all-containers", "--prefix", "--since=10m", "--timestamps"),
            "See what all of them said in the last ten minutes",
        )
    if target.selector:
        yield PodCommand(
            ("kubectl", "logs", *where, *target.selector, "--all-containers", "--prefix", "--tail=50", *_many(target)),
            "See the last lines of all its pods",
            "Without --tail it is the last ten of each container.",
        )
    for container in target.few(target.containers):
        yield from _of_container(target, container)


def _whose(target: PodTarget) -> str:
    return "kubectl takes one of the pods; Ctrl-C ends it." if target.any_pod != target.pod else "Ctrl-C ends it."


def _many(target: PodTarget) -> tuple[str, ...]:
    logs = (target.replicas or 1) * len(target.containers)
    return (f"--max-log-requests={logs}",) if logs > _AT_ONCE else ()


def _of_container(target: PodTarget, container: Wired) -> Iterator[PodCommand]:
    logs = ("kubectl", "logs", *target.where, target.any_pod, *target.of(container))
    name = name_of(container)
    what = f"the init container {name}" if container.is_init and not container.is_native else name
    yield PodCommand(logs, f"See what {what} said", container=name)
    yield PodCommand(
        (*logs, "--previous"),
        f"See what {name} said before it was started anew",
        "The last words of a container that crashed; an error if it never did.",
        container=name,
    )
    yield PodCommand(
        (*logs, "--since=1h", "--tail=100", "--timestamps"),
        f"See the last hundred lines of {name} of the last hour",
        container=name,
    )
    if len(target.containers) > 1 and (not container.is_init or container.is_native):
        yield PodCommand((*logs, "-f"), f"Follow {name}", "Ctrl-C ends it.", container=name)
