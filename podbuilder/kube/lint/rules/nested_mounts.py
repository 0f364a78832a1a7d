"""One volume is mounted inside another.

**Why** The inner mount hides what the outer volume has at that path, and leaves an empty directory behind in it.

**Example** Mounts at /data and at /data/cache.

**Use instead** Directories next to each other, or one volume with subPath.

**Fix** None: the app decides where it looks for its files.

**See** https://kubernetes.io/docs/concepts/storage/volumes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.nested_paths import nested
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.hosts import normal_path
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(__name__, INFO, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        if len(c.mounts) < 2:
            continue
        paths = [normal_path(mount.fields.get("mountPath") or "") for mount in c.mounts]
        outer = dict(nested({_folder(path) for path in paths}))
        for mount, path in zip(c.mounts, paths, strict=True):
            if _folder(path) in outer:
                around = outer[_folder(path)].rstrip("/") or "/"
                message = f"This mount lies inside the one at {quote(around)} and hides what that volume has here."
                yield rule.found(mount.path.child("mountPath"), message)


def _folder(path: str) -> str:
    return f"{path.rstrip('/')}/"
