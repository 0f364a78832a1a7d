"""An emptyDir can fill the node's disk.

**Why** Without a size limit, it grows until the disk is full, and the kubelet then evicts pods. In memory, it
counts against the containers' memory limits.

**Example** `emptyDir: {}`

**Use instead** `emptyDir: {sizeLimit: 1Gi}`

**Fix** Assisted: proposes a size. A pod that writes more is evicted.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "storage",
    ("volumes",),
    foreign={
        "kyverno": ("add-emptydir-sizelimit", "require-emptydir-requests-and-limits"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume in pod.volumes:
        if "emptyDir" in volume.fields and not (volume.fields["emptyDir"] or {}).get("sizeLimit"):
            path = volume.path.child("emptyDir", "sizeLimit")
            name = quote(volume.fields.get("name") or "")
            yield rule.found(path, f"The emptyDir {name} has no size limit, so it can fill the node's disk.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Limit its size.", set_(finding.path, pod.settings.proposed_volume_size))
