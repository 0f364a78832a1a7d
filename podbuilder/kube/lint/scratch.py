"""Volumes that a fix gives a container to write to, each an emptyDir of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import set_
from podbuilder.kube.yamltext.edits import Edit

# Where programs expect to be able to write whatever else is read-only.
SCRATCH = "/tmp"  # noqa: S108 - a path inside the pod
LONGEST_NAME = 63


def own_volume(
    pod: Subject, container: Container, purpose: str, source: dict[str, Any], mounts: Iterable[dict[str, str]]
) -> Iterator[Edit]:
    """The edits that give a container an emptyDir, called by its purpose, and mount it; `mounts` lack its name."""
    name = f"{purpose}-{container.name}"[:LONGEST_NAME].rstrip("-")
    if name not in pod.volumes_by_name:
        yield set_(SPEC.child("volumes").index(len(pod.spec.get("volumes") or ())), {"name": name, "emptyDir": source})
    for number, mount in enumerate(mounts, len(container.fields.get("volumeMounts") or ())):
        yield set_(container.path.child("volumeMounts").index(number), {"name": name, **mount})


def temporary(pod: Subject, container: Container) -> Iterator[Edit]:
    """The edits that mount one on SCRATCH alone."""
    return own_volume(pod, container, "tmp", _bounded(pod), [{"mountPath": SCRATCH}])


def scratch(pod: Subject, container: Container, folders: Iterable[str]) -> Iterator[Edit]:
    """The edits that mount one on each folder: one volume, with a directory of its own for each."""
    mounts = ({"mountPath": folder, "subPath": folder.strip("/").replace("/", "-")} for folder in folders)
    return own_volume(pod, container, "scratch", _bounded(pod), mounts)


def _bounded(pod: Subject) -> dict[str, Any]:
    return {"sizeLimit": pod.settings.proposed_volume_size}
