"""A volume is a directory through which the node can be read or changed.

**Why** With /etc, /proc, /var/lib/kubelet and the like, an attacker can take over the node, or at least read its
keys.

**Example** `hostPath: {path: /etc}`

**Use instead** Only the file that is needed, read-only, or an agent made for the purpose.

**Fix** None: the replacement depends on the app.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.hosts import sensitive_parent
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "volumes"),
    foreign={
        "kube-linter": ("sensitive-host-mounts",),
        "kubesec": ("ProcMount",),
        "trivy": ("KSV-0121",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume, path in pod.host_paths:
        parent = sensitive_parent(path)
        if parent:
            where = "all of the node's files" if parent == "/" else f"files in the node's {parent}"
            message = f"The volume gives access to {where}, with which an attacker can take over the node."
            yield rule.found(volume.path.child("hostPath", "path"), message)
