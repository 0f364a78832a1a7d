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

STORAGE = "ephemeral-storage"
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
    # The kubelet counts what is written there against the pod's limit, which is the sum of its containers'.
    is_limited = bool(pod.planned) and all(STORAGE in c.limits for c in pod.planned)
    for volume in pod.volumes:
        source = volume.fields.get("emptyDir") or {}
        # In memory it counts against memory, which other rules ask about, and not against the disk.
        is_bounded = source.get("sizeLimit") or (is_limited and source.get("medium") != "Memory")
        if "emptyDir" in volume.fields and not is_bounded:
            path = volume.path.child("emptyDir", "sizeLimit")
            name = quote(volume.fields.get("name") or "")
            yield rule.found(path, f"The emptyDir {name} has no size limit, so it can fill the node's disk.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Limit its size.", set_(finding.path, pod.settings.proposed_volume_size))
