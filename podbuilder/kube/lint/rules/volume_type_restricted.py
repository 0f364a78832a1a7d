"""A volume is of a kind that ties the pod to one cloud or one node.

**Why** Pod Security admits only portable kinds at the restricted level; the others reach the node or skip the
cluster's storage classes.

**Example** `nfs: {server: 10.0.0.7, path: /}`

**Use instead** A PersistentVolumeClaim, behind which the administrators can put the same storage.

**Fix** None: the claim has to be made first.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Rule

ALLOWED = {
    "name",
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
}
rule = Rule(
    __name__,
    INFO,
    "storage",
    ("volumes",),
    foreign={
        "trivy": ("KSV-0028",),
        "kyverno": ("restrict-volume-types",),
        "pod-security": ("restrictedVolumes",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume in pod.volumes:
        for kind, source in volume.fields.items():
            # Of hostPath, host-path-volume speaks.
            if kind not in ALLOWED and kind != "hostPath" and source is not None:
                message = f"A volume of the kind {kind} ties the pod to one place."
                yield rule.found(volume.path.child(kind), message)
