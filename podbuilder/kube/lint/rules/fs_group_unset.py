"""A pod that does not run as root mounts a claim but sets no group for it.

**Why** New volumes often belong to root. With `fsGroup`, Kubernetes gives them to a group that all processes join.

**Example** `runAsUser: 10001`, a PersistentVolumeClaim, and no `fsGroup`.

**Use instead** `securityContext: {fsGroup: 10001}`

**Fix** Assisted: proposes the group the pod runs with. Off by default: some storage gives its files to everybody, or to
the right group.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
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
        "kyverno": ("add-default-securitycontext",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    claims = any(volume.fields.get(kind) for volume in pod.volumes for kind in KINDS)
    rootless = pod.security.get("runAsNonRoot") or pod.security.get("runAsUser")
    if pod.linux and claims and rootless and pod.security.get("fsGroup") is None:
        message = "The pod does not run as root and sets no fsGroup, so it may be unable to write to its claims."
        yield rule.found(SECURITY.child("fsGroup"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    group = pod.security.get("runAsGroup") or pod.security.get("runAsUser") or pod.settings.proposed_id
    return assisted("Give its volumes to a group.", set_(finding.path, group))
