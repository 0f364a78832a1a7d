"""A volume is mounted through a subPath.

**Why** It was a way out of the container once (CVE-2021-25741, mended in 1.22). Today its price is that files of a
ConfigMap or Secret are never renewed.

**Example** `volumeMounts: [{name: v, mountPath: /etc/app.conf, subPath: app.conf}]`

**Use instead** The whole volume in a directory of its own.

**Fix** None: where the app looks for its files is the app's business.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Rule

rule = Rule(
    __name__,
    INFO,
    "storage",
    ("container", "init"),
    default=False,
    foreign={
        "datree": ("CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY",),
        "kubescape": ("C-0058",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for mount in c.mounts:
            field = next((f for f in ("subPath", "subPathExpr") if mount.fields.get(f)), None)
            if field:
                message = f"{c.title} mounts a part of a volume, which has been a way out before."
                yield rule.found(mount.path.child(field), message)
