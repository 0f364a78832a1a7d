"""A container adds a capability that lets an attacker take over the node or other pods.

**Why** Some capabilities come close to running privileged: they allow reading other processes, changing routes or
loading programs into the kernel.

**Example** `capabilities: {add: [SYS_PTRACE]}`

**Use instead** A debug container for as long as it is needed, or a network plugin for what concerns all pods.

**Fix** Assisted: removes it. The app may need it.

**See** https://man7.org/linux/man-pages/man7/capabilities.7.html
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.capabilities import DANGEROUS, added
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "polaris": ("dangerousCapabilities",),
        "datree": ("CONTAINERS_INVALID_CAPABILITIES_VALUE", "EKS_INVALID_CAPABILITIES_EKS"),
        "kubescape": ("C-0046",),
        "trivy": ("KSV-0106", "KSV-0022"),
        "pod-security": ("capabilities_baseline",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c, path, name in added(pod, rule.id):
        yield rule.found(path, f"{c.title} adds the capability {name}, which {DANGEROUS[name]}.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
