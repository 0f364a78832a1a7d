"""A file of a ConfigMap or Secret is mounted in a way that is never updated.

**Why** Mounted whole, such a volume follows its object within a minute or so. Through a subPath, the container
keeps the first version until it restarts.

**Example** `volumeMounts: [{name: config, mountPath: /etc/app.conf, subPath: app.conf}]`

**Use instead** The whole volume in a directory of its own, if the app picks up changes.

**Fix** None: the app decides where it looks for its files.

**See** https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

RENEWED = ("configMap", "secret", "downwardAPI", "projected")
rule = Rule(__name__, INFO, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        for mount in c.mounts:
            volume = pod.volumes_by_name.get(mount.fields.get("name", ""))
            if mount.fields.get("subPath") and volume and any(volume.fields.get(kind) for kind in RENEWED):
                message = (
                    f"{c.title} mounts this file through a subPath, so it keeps the first version until it restarts."
                )
                yield rule.found(mount.path.child("subPath"), message)
