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
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.hosts import is_inside, normal_path
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(__name__, INFO, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        mounts = [(m, normal_path(m.fields.get("mountPath") or "")) for m in c.mounts] if len(c.mounts) > 1 else []
        for mount, path in mounts:
            outer = next((p for m, p in mounts if m is not mount and p != path and is_inside(path, p)), None)
            if outer:
                message = f"This mount lies inside the one at {quote(outer)} and hides what that volume has here."
                yield rule.found(mount.path.child("mountPath"), message)
