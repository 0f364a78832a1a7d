"""A container adds a capability.

**Why** Each capability is a part of root's power. This rule is the strict form of those that report single
capabilities.

**Example** `capabilities: {drop: [ALL], add: [CHOWN]}`

**Use instead** No capability, and an image that needs none; for example, one that listens on a port above 1023.

**Fix** Assisted: removes it. Off by default: what is dangerous to add has rules of its own.

**See** https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "checkov": ("CKV_K8S_25",),
        "trivy": ("KSV-0022",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        for path, _, name in c.added():
            yield rule.found(path, f"{c.title} adds the capability {name}, which an attacker would have as well.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
