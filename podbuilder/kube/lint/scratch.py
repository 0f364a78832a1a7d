"""Directories for a container to write to while its root file system is read-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import set_
from podbuilder.kube.yamltext.edits import Edit

LONGEST_NAME = 63


def scratch(pod: Subject, container: Container, folders: Iterable[str]) -> Iterator[Edit]:
    """The edits that mount an emptyDir on each folder: one volume, with a directory of its own for each."""
    name = f"scratch-{container.name}"[:LONGEST_NAME].rstrip("-")
    volumes, mounts = len(pod.spec.get("volumes") or ()), len(container.fields.get("volumeMounts") or ())
    if name not in pod.volumes_by_name:
        volume = {"name": name, "emptyDir": {"sizeLimit": pod.settings.proposed_volume_size}}
        yield set_(SPEC.child("volumes").index(volumes), volume)
    for number, folder in enumerate(folders, mounts):
        mount = {"name": name, "mountPath": folder, "subPath": folder.strip("/").replace("/", "-")}
        yield set_(container.path.child("volumeMounts").index(number), mount)
