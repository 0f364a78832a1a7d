"""A volume is declared, but no container mounts it.

**Why** Either a mount was forgotten, or the volume is a leftover, whose missing Secret or claim keeps the pod from
starting for no reason.

**Example** `volumes: [{name: cache, emptyDir: {}}]` and no mount of it.

**Use instead** A mount, or no volume.

**Fix** Assisted: removes the volume.

**See** https://kubernetes.io/docs/concepts/storage/volumes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

# Buffers for the container that GKE adds to pods with Cloud Storage.
INJECTED = "gke-gcsfuse-"
rule = Rule(__name__, INFO, "storage", ("volumes",))


def check(pod: Subject) -> Iterator[Finding]:
    used = {m.fields.get("name") for c in pod.containers for m in c.mounts}
    used |= {d.fields.get("name") for c in pod.containers for d in c.items("volumeDevices")}
    for volume in pod.volumes:
        name = volume.fields.get("name")
        if name and name not in used and not name.startswith(INJECTED):
            yield rule.found(
                volume.path,
                f"No container mounts the volume {quote(name)}, so a mount is missing or the volume is a leftover.",
            )


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the volume.", remove_(finding.path))
