"""A container sees all of /proc.

**Why** Runtimes hide the parts of /proc through which a process can inspect the node or change its settings.

**Example** `securityContext: {procMount: Unmasked}`

**Use instead** Nothing: the default hides them. Containers that run containers may need it, in a user namespace
(`hostUsers: false`).

**Fix** Safe: removes the field.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("unsafe-proc-mount",),
        "polaris": ("procMount",),
        "trivy": ("KSV-0027",),
        "kubescape": ("C-0211",),
        "kyverno": ("disallow-proc-mount",),
        "pod-security": ("procMount", "procMount_restricted"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in () if pod.has_user_namespace else pod.linux:
        if c.security.get("procMount") not in (None, "Default"):
            message = f"{c.title} sees all of /proc, through which it can change the node."
            yield rule.found(c.at("procMount"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Hide the dangerous parts of /proc.", remove_(finding.path))
