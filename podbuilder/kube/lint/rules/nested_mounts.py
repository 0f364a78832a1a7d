"""One volume is mounted inside another.

**Why** The inner mount hides what the outer volume has at that path, and leaves an empty directory behind in it.

**Example** Mounts at /data and at /data/cache.

**Use instead** Directories next to each other, or one volume with subPath.

**Fix** None: the app decides where it looks for its files.

**See** https://kubernetes.io/docs/concepts/storage/volumes/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.nested_paths import nested
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.hosts import normal_path
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Item, Subject

rule = Rule(__name__, INFO, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        if len(c.mounts) < 2:
            continue
        folders = [_folder(mount) for mount in c.mounts]
        mounts = dict(zip(folders, c.mounts, strict=True))
        outer = dict(nested(set(folders)))
        for mount, folder in zip(c.mounts, folders, strict=True):
            if folder in outer and _hides(pod, mounts[outer[folder]], mount):
                around = outer[folder].rstrip("/") or "/"
                message = f"This mount lies inside the one at {quote(around)} and hides what that volume has here."
                yield rule.found(mount.path.child("mountPath"), message)


def _hides(pod: Subject, outer: Item, inner: Item) -> bool:
    """Whether the volume mounted around a mount may have something in its place.

    An emptyDir has nothing there, and a directory of the node has the same when both are of one tree.
    """
    around, within = (_volume(pod, mount) for mount in (outer, inner))
    if "emptyDir" in around and not outer.fields.get("subPath"):
        return False
    sources = [str((volume.get("hostPath") or {}).get("path") or "") for volume in (around, within)]
    if not all(sources):
        return True
    place = _folder(inner).removeprefix(_folder(outer))
    return normal_path(f"{sources[0]}/{place}") != normal_path(sources[1])


def _volume(pod: Subject, mount: Item) -> dict[str, Any]:
    volume = pod.volumes_by_name.get(mount.fields.get("name") or "")
    return volume.fields if volume else {}


def _folder(mount: Item) -> str:
    return f"{normal_path(mount.fields.get('mountPath') or '').rstrip('/')}/"
