"""A container adds SYS_ADMIN, which grants most of root's power.

**Why** It lets a process mount file systems and much more, and it gives an attacker many known ways to take over
the node.

**Example** `capabilities: {add: [SYS_ADMIN]}`

**Use instead** A CSI driver for mounts, or a user namespace (`hostUsers: false`), where the capability has no
effect outside the pod.

**Fix** Assisted: removes it. The app may need it.

**See** https://man7.org/linux/man-pages/man7/capabilities.7.html
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.capabilities import added
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    CRITICAL,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("privilege-escalation-container",),
        "polaris": ("dangerousCapabilities",),
        "kubesec": ("CapSysAdmin",),
        "checkov": ("CKV_K8S_39",),
        "trivy": ("KSV-0005", "KSV-0106", "KSV-0022"),
        "kubescape": ("C-0057", "C-0046"),
        "datree": ("EKS_INVALID_CAPABILITIES_EKS", "CONTAINERS_INVALID_CAPABILITIES_VALUE"),
        "pod-security": ("capabilities_baseline",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c, path, _ in added(pod, rule.id):
        yield rule.found(path, f"{c.title} adds SYS_ADMIN, which gives an attacker many ways to take over the node.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
