"""Several copies share a claim that one node alone can use.

**Why** A claim with the access mode ReadWriteOnce is mounted on one node. Copies that are placed on another node wait
for it, and never start.

**Example** `replicas: 3`, and a PersistentVolumeClaim with `accessModes: [ReadWriteOnce]`.

**Use instead** A StatefulSet, whose volumeClaimTemplates give each copy a claim of its own, or the access mode
ReadWriteMany where the storage has it.

**Fix** None: only you know whether the copies need the same data.

**See** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.companions import CLAIM
from podbuilder.kube.lint.rule import WARNING, Rule
from podbuilder.kube.lint.subject import Subject

OF_ONE_NODE = ["ReadWriteOnce"], ["ReadWriteOncePod"]
rule = Rule(__name__, WARNING, "storage", ("volumes",))


def check(pod: Subject) -> Iterator[Finding]:
    copies = pod.around.replicas or 1
    for volume in pod.volumes if copies > 1 and pod.around.companions.has(CLAIM) else ():
        name = (volume.fields.get("persistentVolumeClaim") or {}).get("claimName") or ""
        claim = pod.around.companions.named(CLAIM, name, pod.namespace)
        if claim is not None and get(claim, ("spec", "accessModes")) in OF_ONE_NODE:
            message = f"One node alone can use the claim {quote(name)}, so not all of the {copies} pods may start."
            yield rule.found(volume.path.child("persistentVolumeClaim", "claimName"), message)
