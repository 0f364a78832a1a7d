"""A container adds a capability that Pod Security forbids even at the baseline level.

**Why** Such a capability reaches beyond the container: to the node's clock, logs or limits.

**Example** `capabilities: {add: [SYS_TIME]}`

**Use instead** A service on the node that does the work for all pods, such as the node's own time service.

**Fix** Assisted: removes it. The app may need it.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.lint.capabilities import added
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "datree": ("EKS_INVALID_CAPABILITIES_EKS",),
        "kyverno": ("disallow-capabilities", "psp-restrict-adding-capabilities"),
        "pod-security": ("capabilities_baseline",),
        "trivy": ("KSV-0106", "KSV-0022"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c, path, name in added(pod, rule.id):
        yield rule.found(path, f"{c.title} adds the capability {cut(name)}, which reaches beyond the container.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
