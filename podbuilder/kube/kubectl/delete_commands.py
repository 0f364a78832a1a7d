"""Commands that delete, from the gentlest on."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import INERT, PodTarget

_QUICK = 5
_EVERYTHING = "Every pod of the namespace goes, not only this one; those that no workload makes anew are lost."


def delete_commands(target: PodTarget) -> Iterator[PodCommand]:
    """By the file, by the name, quickly, and by force."""
    where, own = target.where, (target.resource, *target.where, target.name)
    if not target.is_generated:
        yield PodCommand(
            ("kubectl", "delete", *target.file),
            "Delete all that is in the file",
            _ends(target),
            is_main=True,
        )
    yield PodCommand(("kubectl", "delete", *own), f"Delete the {target.manifest.kind}", _ends(target))
    if not target.is_pod:
        yield PodCommand(
            ("kubectl", "delete", *own, "--cascade=orphan"),
            f"Delete the {target.manifest.kind} and leave its pods",
            "What selects the same pods later takes them over.",
        )
    if target.can(INERT):
        return
    pod = ("kubectl", "delete", "pod", *where, target.pod)
    if not target.is_pod:
        yield PodCommand(pod, "Delete one of its pods", "Another one takes its place.")
    if target.grace > _QUICK:
        yield PodCommand(
            (*pod, f"--grace-period={_QUICK}"),
            "Delete the pod more quickly",
            f"Its containers have {_QUICK} seconds to end instead of {target.grace}.",
        )
    yield PodCommand(
        (*pod, "--grace-period=0", "--force"),
        "Remove the pod from the API without waiting for its node",
        danger="Its containers may go on running on a node that cannot be reached, beside those that replace them.",
    )
    if target.is_pod and document.get(target.manifest.object, ("metadata", "finalizers")):
        yield PodCommand(
            ("kubectl", "patch", "pod", *where, target.pod, "-p", "metadata: {finalizers: null}"),
            "Let go of one that stays Terminating, for its finalizers",
            danger="What the finalizers stand for is not cleaned up.",
        )
    yield PodCommand(("kubectl", "delete", "pods", *where, "--all"), "Delete all pods", danger=_EVERYTHING)


def _ends(target: PodTarget) -> str:
    return f"Containers are asked to end, and killed after {target.grace} seconds."
