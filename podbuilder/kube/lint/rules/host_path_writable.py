"""A container can write to a directory of the node.

**Why** It can change files that the node or other pods trust, and fill the node's disk.

**Example** `volumeMounts: [{name: logs, mountPath: /logs}]` of a hostPath volume.

**Use instead** `volumeMounts: [{name: logs, mountPath: /logs, readOnly: true}]`

**Fix** Assisted: makes the mount read-only. The app may need to write.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("writable-host-mount",),
        "datree": ("EKS_INVALID_HOSTPATH_MOUNT_READONLY_VALUE",),
        "kubescape": ("C-0045",),
        "kyverno": ("ensure-readonly-hostpath",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume, path in pod.host_paths:
        for c, mount in pod.mounts_of(volume.fields.get("name", "")):
            if mount.fields.get("readOnly") is not True:
                message = (
                    f"{c.title} can write to the node's {quote(path)}, whose files the node or other pods may trust."
                )
                yield rule.found(mount.path.child("readOnly"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    edits = [set_(finding.path, True)]
    if pod.container_at(finding.path).fields["volumeMounts"][int(finding.path[-2])].get("mountPropagation"):
        edits.append(remove_(finding.path.parent.child("mountPropagation")))
    return assisted("Make the mount read-only.", *edits)
