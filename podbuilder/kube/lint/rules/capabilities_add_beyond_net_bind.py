"""A container adds a capability that Pod Security forbids at the restricted level.

**Why** Every capability but NET_BIND_SERVICE lets an attacker reach more than the app's own files.

**Example** `capabilities: {drop: [ALL], add: [CHOWN]}`

**Use instead** Files that belong to the right user from the start, and no capability but NET_BIND_SERVICE.

**Fix** Assisted: removes it. The app may need it.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.capabilities import added
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "trivy": ("KSV-0106",),
        "kyverno": ("disallow-capabilities-strict", "psp-restrict-adding-capabilities"),
        "pod-security": ("capabilities_restricted",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c, path, name in added(pod, rule.id):
        yield rule.found(path, f"{c.title} adds the capability {name}, which few apps need and an attacker can use.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
