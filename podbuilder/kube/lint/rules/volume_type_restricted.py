"""A volume has a type that ties the pod to one cloud or one node.

**Why** At the restricted level, Pod Security allows only portable types. The others reach the node or bypass the
cluster's storage classes.

**Example** `nfs: {server: 10.0.0.7, path: /}`

**Use instead** A PersistentVolumeClaim, behind which the administrators can put the same storage.

**Fix** None: the claim must be created first.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

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
            # The type hostPath is reported by host-path-volume.
            if kind not in ALLOWED and kind != "hostPath" and source is not None:
                message = f"A volume of the type {kind} ties the pod to one cloud or one node."
                yield rule.found(volume.path.child(kind), message)
