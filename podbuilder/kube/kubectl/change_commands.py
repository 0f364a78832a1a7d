"""Commands that change what runs, without its file. What they change, the next apply may change back."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import yaml

from podbuilder.kube.core import document, quantity
from podbuilder.kube.core.versions import minor
from podbuilder.kube.insight.connections import Wired
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import POD, PodTarget, name_of, repository_of

# The first version whose servers resize pods without being told to: feature gate InPlacePodVerticalScaling.
_RESIZES = 33
# An example, where the container says no amounts of its own.
_AMOUNTS = {"requests": "cpu=100m,memory=128Mi", "limits": "cpu=500m,memory=256Mi"}


def change_commands(target: PodTarget) -> Iterator[PodCommand]:
    """Images and amounts of each container, then the number of pods, and labels."""
    where, object_ = target.where, target.reference
    for container in target.few(target.containers):
        name = name_of(container)
        if target.is_pod or target.can("set"):
            image = f"{name}={repository_of(container)}:TAG"
            expect = "" if not target.is_pod else "The container is started anew in the same pod."
            yield PodCommand(
                ("kubectl", "set", "image", *where, object_, image), f"Give {name} another image", expect, name
            )
        if target.can("rollout"):
            amounts = (f"--{name}={_amounts(target, container, name)}" for name in _AMOUNTS)
            yield PodCommand(
                ("kubectl", "set", "resources", *where, object_, f"--containers={name}", *amounts),
                f"Give {name} other requests and limits",
                "All pods are replaced, one after the other.",
                name,
            )
            yield PodCommand(
                ("kubectl", "set", "env", *where, object_, f"--containers={name}", "NAME=VALUE"),
                f"Set a variable of {name}",
                "All pods are replaced, one after the other.",
                name,
            )
        if target.is_pod and minor(target.version) >= _RESIZES and not container.is_init:
            yield _resize(target, name)
    if target.can("scale"):
        yield from _scale(target)
    yield PodCommand(("kubectl", "edit", *where, object_), "Edit what the server has", "Saving the file applies it.")
    yield from _labels(target)


def _amounts(target: PodTarget, container: Wired, name: str) -> str:
    """What the container has, to be changed."""
    own = document.mapping_at(target.in_manifest(container), ("resources", name))
    pairs = (f"{key}={own[key]}" for key in ("cpu", "memory") if _is_amount(own.get(key)))
    return ",".join(pairs) or _AMOUNTS[name]


def _is_amount(value: object) -> bool:
    try:
        quantity.parse(str(value))
    except quantity.QuantityError:
        return False
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _resize(target: PodTarget, name: str) -> PodCommand:
    # YAML needs no double quotes, which not every PowerShell passes on; what begins with a brace is JSON.
    more = {"containers": [{"name": name, "resources": {"requests": {"cpu": "500m"}}}]}
    patch = f"spec: {yaml.safe_dump(more, default_flow_style=True, width=sys.maxsize).strip()}"
    return PodCommand(
        ("kubectl", "patch", "pod", *target.where, target.name, "--subresource=resize", "-p", patch),
        f"Give {name} more CPU while it runs",
        "Whether the container is started anew for it, its resizePolicy says.",
        name,
        "1.32",
    )


def _scale(target: PodTarget) -> Iterator[PodCommand]:
    scale = ("kubectl", "scale", *target.where, target.reference)
    count = target.replicas
    more = (count if count is not None else 1) + 1
    yield PodCommand(
        (*scale, f"--replicas={more}"), f"Run {more} pods", "The next apply of the file sets its own number."
    )
    yield PodCommand((*scale, "--replicas=0"), "Stop all pods and keep the rest", "Scale it up again to go on.")


def _labels(target: PodTarget) -> Iterator[PodCommand]:
    where = target.where
    if target.is_pod or target.pod != POD:
        yield PodCommand(("kubectl", "label", "pod", *where, target.pod, "KEY=VALUE"), "Give the pod a label")
        yield PodCommand(
            ("kubectl", "label", "pod", *where, target.pod, "KEY-"),
            "Take a label from the pod",
            "Without the label that a Service selects, it gets no traffic and can be looked at in peace.",
        )
        yield PodCommand(("kubectl", "annotate", "pod", *where, target.pod, "KEY=VALUE"), "Give the pod an annotation")
    if not target.is_pod:
        yield PodCommand(
            ("kubectl", "label", *where, target.reference, "KEY=VALUE"),
            f"Give the {target.manifest.kind} a label",
            "Its pods keep theirs: those stand in its template.",
        )
