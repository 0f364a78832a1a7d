"""A container has no security context.

**Why** The image and the runtime then decide everything. The rules for single fields say more.

**Example** A container without `securityContext`.

**Use instead** `securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}`

**Fix** Safe: forbids privilege escalation, drops all capabilities and sets the runtime's seccomp profile. Off by
default: each of its fields has a rule of its own, which also looks at the pod.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.seccomp import filtered
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "kube-score": ("container-security-context-user-group-id", "container-security-context-readonlyrootfilesystem"),
        "checkov": ("CKV_K8S_30",),
        "trivy": ("KSV-0118",),
        "datree": ("CIS_MISSING_KEY_SECURITYCONTEXT",),
        "kubescape": ("C-0211",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if not c.is_ephemeral and not c.security:
            yield rule.found(
                c.at(), f"{c.title} has no security context, so its image and the runtime decide how it runs."
            )


def fix(pod: Subject, finding: Finding) -> Patch:
    value: dict[str, Any] = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
    edits = () if pod.security.get("seccompProfile") else filtered(pod, finding.path)
    return safe("Add a strict security context.", set_(finding.path, value), *edits)
