"""A container has full privileges on the node.

**Why** It sees the node's devices, and it can load kernel modules and mount the node's disks. Whoever breaks into
it controls the node and every pod there.

**Example** `securityContext: {privileged: true}`

**Use instead** Only the capability or device that is really needed, such as `capabilities: {add: [NET_ADMIN]}` or a
device plugin.

**Fix** Safe: sets `privileged: false`, unless a mount with Bidirectional propagation needs it.

**See** https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#privileged-containers
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    CRITICAL,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("privileged-container", "privilege-escalation-container"),
        "kube-score": ("container-security-context-privileged",),
        "polaris": ("runAsPrivileged",),
        "kubesec": ("Privileged",),
        "checkov": ("CKV_K8S_16",),
        "trivy": ("KSV-0017",),
        "datree": ("CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE",),
        "kubescape": ("C-0057", "C-0211"),
        "kyverno": ("disallow-privileged-containers",),
        "pod-security": ("privileged",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if c.security.get("privileged") is True:
            yield rule.found(
                c.at("privileged"), f"{c.title} is privileged, so whoever breaks into it controls the node."
            )


def fix(pod: Subject, finding: Finding) -> Patch | None:
    # Mounts that propagate back to the node need a privileged container.
    if any(m.fields.get("mountPropagation") == "Bidirectional" for m in pod.container_at(finding.path).mounts):
        return None
    return safe("Take its privileges away.", set_(finding.path, False))
