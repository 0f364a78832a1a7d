"""A volume is a directory of the node.

**Why** Its content differs from node to node, belongs to the node, and can be a way out of the container.

**Example** `volumes: [{name: data, hostPath: {path: /data}}]`

**Use instead** An emptyDir for scratch data, a PersistentVolumeClaim for data that must last, a ConfigMap for
files.

**Fix** Assisted: proposes an emptyDir, which starts empty and is deleted with the pod.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("volumes",),
    foreign={
        "polaris": ("hostPathSet",),
        "trivy": ("KSV-0023",),
        "datree": ("CONTAINERS_INCORRECT_KEY_HOSTPATH",),
        "kubescape": ("C-0048",),
        "kyverno": ("disallow-host-path", "remove-hostpath-volumes"),
        "pod-security": ("hostPathVolumes",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume, path in pod.host_paths:
        message = (
            f"The volume is the node's {quote(path)}, which differs from node to node and can be a way out of the "
            "container."
        )
        yield rule.found(volume.path.child("hostPath"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    empty = set_(finding.path.parent.child("emptyDir"), {"sizeLimit": pod.settings.proposed_volume_size})
    return assisted("Use an emptyDir.", remove_(finding.path), empty)
