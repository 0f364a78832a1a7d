"""Commands for how a workload makes its pods: revisions of those that roll out, runs of those that come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import PodTarget

# Where somebody else deletes the old pods, there is nothing that kubectl could wait for.
ON_DELETE = "OnDelete"


def rollout_commands(target: PodTarget) -> Iterator[PodCommand]:
    """Of the kinds that have revisions, and of Jobs and CronJobs."""
    if target.can("rollout"):
        yield from _revisions(target)
    if target.can("schedule"):
        yield from _runs(target)
    if target.can("jobs"):
        yield from _suspension(target)


def _revisions(target: PodTarget) -> Iterator[PodCommand]:
    def rollout(verb: str, *more: str) -> tuple[str, ...]:
        return ("kubectl", "rollout", verb, *target.where, target.reference, *more)

    if document.get(target.manifest.object, ("spec", "updateStrategy", "type")) != ON_DELETE:
        yield PodCommand(
            rollout("status"),
            "Wait until the new pods are there",
            "It ends with status 1 if they do not come.",
            is_main=True,
        )
    yield PodCommand(rollout("history"), "List its revisions")
    yield PodCommand(rollout("history", "--revision=2"), "See the template of one revision")
    yield PodCommand(rollout("undo"), "Go back to the revision before", "The file keeps the newer one: mend it, too.")
    yield PodCommand(rollout("undo", "--to-revision=1"), "Go back to a certain revision")
    yield PodCommand(
        rollout("restart"), "Replace all pods, one after the other", "For what pods read only at their start."
    )
    if target.can("pause"):
        yield PodCommand(rollout("pause"), "Stop replacing pods for now", "Changes wait until it is resumed.")
        yield PodCommand(rollout("resume"), "Go on replacing pods")


def _runs(target: PodTarget) -> Iterator[PodCommand]:
    job = target.derived("manual")
    yield PodCommand(
        ("kubectl", "create", "job", *target.where, job, f"--from={target.reference}"),
        "Run it now",
        "A Job of its own, beside those of the schedule.",
        is_main=True,
    )
    yield PodCommand(("kubectl", "logs", *target.where, f"job/{job}", "-f"), "Follow the log of that run")


def _suspension(target: PodTarget) -> Iterator[PodCommand]:
    for value, purpose in {
        "true": "Start nothing for now" if target.can("schedule") else "Stop it for now",
        "false": "Go on",
    }.items():
        yield PodCommand(
            ("kubectl", "patch", *target.where, target.reference, "-p", f"spec: {{suspend: {value}}}"),
            purpose,
            ""
            if target.can("schedule") or value == "false"
            else "Its pods are deleted; they come again when it goes on.",
        )
