"""A hostPath volume lies outside the directories that your team allows.

**Why** A short list of directories keeps pods away from what belongs to the node.

**Example** `hostPath: {path: /srv}` although only /data is allowed.

**Use instead** A directory below an allowed one.

**Fix** None: the data would have to be moved first.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.hosts import is_inside, normal_path
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "security",
    ("volumes",),
    default=False,
    foreign={
        "kyverno": ("limit-hostpath-vols",),
    },
    needs=("allowed_host_paths",),
)


def check(pod: Subject) -> Iterator[Finding]:
    allowed = pod.settings.allowed_host_paths
    for volume, path in pod.host_paths if allowed else ():
        if not any(is_inside(normal_path(path), normal_path(folder)) for folder in allowed):
            message = f"The node's {quote(path)} is not one of the directories that your team allows."
            yield rule.found(volume.path.child("hostPath", "path"), message)
