"""The pod has no security context.

**Why** What all containers share is easiest to set once, on the pod. It then also applies to a container that is
added later.

**Example** `runAsNonRoot: true` on every container and nothing on the pod.

**Use instead** `spec: {securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}}`

**Fix** Safe: sets the runtime's seccomp profile for the pod. Off by default: each of its fields has a rule of its own,
which also looks at the containers.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.seccomp import filtered
from podbuilder.kube.lint.subject import SECURITY, Subject

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    default=False,
    foreign={
        "checkov": ("CKV_K8S_29",),
        "trivy": ("KSV-0118",),
        "datree": ("CIS_MISSING_KEY_SECURITYCONTEXT",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.linux and not pod.security:
        yield rule.found(SECURITY, "The pod has no security context, so each container has to set everything itself.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Set the runtime's seccomp profile.", *filtered(pod, finding.path))
