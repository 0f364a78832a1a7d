"""A container is told to run as root, but is not allowed to.

**Why** `runAsNonRoot: true` makes the kubelet refuse to start a container with the user id 0. The pod is accepted
but never runs.

**Example** `securityContext: {runAsNonRoot: true, runAsUser: 0}`

**Use instead** Another user id, or no runAsNonRoot if root is intended.

**Fix** Assisted: proposes another user id.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    CRITICAL,
    "security",
    ("container", "init"),
    foreign={
        "kube-linter": ("run-as-non-root",),
        "checkov": ("CKV_K8S_23",),
        "trivy": ("KSV-0105",),
        "kubescape": ("C-0013",),
        "kubesec": ("RunAsUser",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    containers = tuple(c for c in pod.linux if pod.of(c, "runAsNonRoot") is True)
    for path, _, whom in pod.failing("runAsUser", lambda uid: uid == 0, containers):
        yield rule.found(path, f"{whom} has the user id 0 but must not run as root, so it never starts.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Run as another user.", set_(finding.path, pod.settings.proposed_id))
