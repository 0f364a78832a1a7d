"""A container has nowhere to write.

**Why** Its file system is read-only and no writable volume is mounted. Many apps need at least /tmp, and fail in
strange ways without it.

**Example** `readOnlyRootFilesystem: true` and no volumeMounts.

**Use instead** An emptyDir at /tmp, unless the app is known to write nothing.

**Fix** Assisted: mounts an emptyDir on /tmp. Off by default: most apps in a file system that is read-only are made for
it; those images that are known to write have a rule that is on, read-only-root-image-writes.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.scratch import SCRATCH, temporary
from podbuilder.kube.lint.subject import Subject

rule = Rule(__name__, INFO, "security", ("container", "init"), default=False)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        writable = any(not mount.fields.get("readOnly") for mount in c.mounts)
        if c.security.get("readOnlyRootFilesystem") is True and not writable:
            message = f"{c.title} has nowhere to write, not even {SCRATCH}, so its app may fail."
            yield rule.found(c.path.child("volumeMounts"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Mount a scratch directory.", *temporary(pod, pod.container_at(finding.path)))
