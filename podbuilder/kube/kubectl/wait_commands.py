"""Commands that wait for something, as scripts need them."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import INERT, POD, PodTarget

_TIMEOUT = 120
_DEADLINE = 600  # progressDeadlineSeconds, where a Deployment says none


def wait_commands(target: PodTarget) -> Iterator[PodCommand]:
    """For the object, for its pods, and for their end."""
    if target.can(INERT):
        return
    wait = ("kubectl", "wait", *target.where)
    if target.is_pod:
        yield PodCommand((*wait, target.reference, "--for=create", _seconds(_TIMEOUT)), "Until it exists", since="1.31")
    yield from _of_workload(target, wait)
    if target.pod != POD:
        yield from _of_pod(target, wait)
    if target.selector:
        yield PodCommand(
            (*wait, "pod", *target.selector, "--for=condition=Ready", _seconds(_TIMEOUT)),
            "Until all its pods are ready",
            "An error if there is none yet.",
        )
    yield PodCommand(
        (*wait, target.reference, "--for=delete", _seconds(target.grace + 30)),
        "Until it is gone",
        f"Its containers have {target.grace} seconds to end.",
    )


def _seconds(number: int) -> str:
    return f"--timeout={number}s"


def _of_workload(target: PodTarget, wait: tuple[str, ...]) -> Iterator[PodCommand]:
    object_ = target.manifest.object
    if target.can("pause"):
        deadline = document.get(object_, ("spec", "progressDeadlineSeconds"))
        seconds = deadline if type(deadline) is int and deadline > 0 else _DEADLINE
        yield PodCommand(
            (*wait, target.reference, "--for=condition=Available", _seconds(seconds)),
            "Until enough of its pods are ready",
            "As long as it may take by its progressDeadlineSeconds.",
        )
    elif target.can("scale") and target.replicas:
        yield PodCommand(
            (
                *wait,
                target.reference,
                f"--for=jsonpath={{.status.readyReplicas}}={target.replicas}",
                _seconds(_DEADLINE),
            ),
            f"Until {target.replicas} of its pods are ready",
        )
    if target.can("jobs"):
        job = f"job/{target.derived('manual')}" if target.can("schedule") else target.reference
        limit = document.get(object_, ("spec", "activeDeadlineSeconds"))
        seconds = limit if type(limit) is int and limit > 0 else _DEADLINE
        yield PodCommand(
            (*wait, job, "--for=condition=Complete", _seconds(seconds)),
            "Until it is complete",
            "It goes on waiting if the Job fails: then wait for the condition Failed.",
        )
        yield PodCommand((*wait, job, "--for=condition=Failed", _seconds(seconds)), "Until it has failed")


def _of_pod(target: PodTarget, wait: tuple[str, ...]) -> Iterator[PodCommand]:
    pod = f"pod/{target.pod}"
    yield PodCommand(
        (*wait, pod, "--for=condition=Ready", _seconds(_TIMEOUT)), "Until the pod is ready", is_main=target.is_pod
    )
    yield PodCommand((*wait, pod, "--for=jsonpath={.status.phase}=Running", _seconds(_TIMEOUT)), "Until it runs")
    if target.ends:
        yield PodCommand(
            (*wait, pod, "--for=jsonpath={.status.phase}=Succeeded", _seconds(_DEADLINE)), "Until it has succeeded"
        )
