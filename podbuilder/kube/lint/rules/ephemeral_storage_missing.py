"""A container writes to the node's disk without a limit.

**Why** An emptyDir without a size limit uses the node's disk; when the disk is full, the kubelet evicts pods.

**Example** A mount of `emptyDir: {}` and no ephemeral-storage in the resources.

**Use instead** `limits: {ephemeral-storage: 1Gi}`, or a sizeLimit on the emptyDir.

**Fix** Assisted: proposes a limit. Off by default: few apps write so much that it matters, and a limit that is too low
evicts the pod.

**See** https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

NAME = "ephemeral-storage"
rule = Rule(
    __name__,
    INFO,
    "resources",
    ("container", "init"),
    default=False,
    # Manifests that were written for it name this check to suppress it.
    foreign={
        "kube-score": ("container-ephemeral-storage-request-and-limit",),
        "kyverno": ("require-emptydir-requests-and-limits",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    unbounded = {
        v.fields.get("name")
        for v in pod.volumes
        if "emptyDir" in v.fields and not (v.fields["emptyDir"] or {}).get("sizeLimit")
    }
    for c in pod.planned:
        if NAME not in c.requests and any(m.fields.get("name") in unbounded for m in c.mounts):
            path = c.path.child("resources", "limits").key(NAME)
            yield rule.found(path, f"{c.title} can fill the node's disk through an emptyDir without a size limit.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Limit its ephemeral storage.", set_(finding.path, pod.settings.proposed_volume_size))
