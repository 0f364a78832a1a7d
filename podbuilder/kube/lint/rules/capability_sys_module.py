"""A container adds SYS_MODULE, which lets it load modules into the node's kernel.

**Why** A kernel module can do anything, so nothing confines the container any more.

**Example** `capabilities: {add: [SYS_MODULE]}`

**Use instead** Modules that the node loads when it starts.

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
    ("container", "init"),
    foreign={
        "trivy": ("KSV-0120", "KSV-0106", "KSV-0022"),
        "kubescape": ("C-0046",),
        "datree": ("EKS_INVALID_CAPABILITIES_EKS", "CONTAINERS_INVALID_CAPABILITIES_VALUE"),
        "pod-security": ("capabilities_baseline",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c, path, _ in added(pod, rule.id):
        yield rule.found(path, f"{c.title} adds SYS_MODULE, so it can load any module into the node's kernel.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
