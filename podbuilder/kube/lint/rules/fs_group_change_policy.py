"""Every start changes the group of every file in a volume.

**Why** With `fsGroup`, Kubernetes goes through all files before the containers start, which takes minutes if there
are many.

**Example** `fsGroup: 10001` with a claim, and no `fsGroupChangePolicy`.

**Use instead** `fsGroupChangePolicy: OnRootMismatch`, which checks only the top directory first.

**Fix** Safe: sets OnRootMismatch. Off by default: it matters for large volumes only.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import SECURITY, Subject
from podbuilder.kube.manifest import set_

KINDS = ("persistentVolumeClaim", "ephemeral", "csi")
rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    default=False,
    foreign={
        "kubescape": ("C-0211",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    claims = any(volume.fields.get(kind) for volume in pod.volumes for kind in KINDS)
    grouped = pod.security.get("fsGroup") is not None and not pod.security.get("fsGroupChangePolicy")
    if pod.linux and claims and grouped:
        path = SECURITY.child("fsGroupChangePolicy")
        yield rule.found(
            path, "Every start goes through all files of the volumes to change their group, which can take minutes."
        )


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Change the group only if the top directory has another one.", set_(finding.path, "OnRootMismatch"))
