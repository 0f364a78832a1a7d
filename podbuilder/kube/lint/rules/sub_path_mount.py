"""A volume is mounted through a subPath.

**Why** A subPath used to be a way out of the container (CVE-2021-25741, fixed in 1.22). Its price today is that
files of a ConfigMap or Secret are never updated.

**Example** `volumeMounts: [{name: v, mountPath: /etc/app.conf, subPath: app.conf}]`

**Use instead** The whole volume in a directory of its own.

**Fix** None: the app decides where it looks for its files. Off by default: what is wrong with it has rules that are on:
sub-path-never-refreshed and sub-path-not-expanded.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

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
                message = (
                    f"{c.title} mounts part of a volume through a {field}, which used to be a way out of the container."
                )
                yield rule.found(mount.path.child(field), message)
