"""A process in a container can gain more privileges than the container started with.

**Why** A setuid program such as `sudo` or `mount` can turn an ordinary user into root. Kubernetes allows this by
default.

**Example** `securityContext: {}`

**Use instead** `securityContext: {allowPrivilegeEscalation: false}` on each container. The field does not apply to
Windows.

**Fix** Safe: sets it to false, unless the container is privileged or adds CAP_SYS_ADMIN: the server rejects that
combination.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("privilege-escalation-container",),
        "polaris": ("privilegeEscalationAllowed",),
        "kubesec": ("AllowPrivilegeEscalation",),
        "checkov": ("CKV_K8S_20",),
        "trivy": ("KSV-0001",),
        "datree": ("CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION",),
        "kubescape": ("C-0016", "C-0211"),
        "kyverno": ("disallow-privilege-escalation",),
        "pod-security": ("allowPrivilegeEscalation",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if c.security.get("allowPrivilegeEscalation") is not False:
            message = f"{c.title} lets its processes gain privileges, so a setuid program can make any user root."
            yield rule.found(c.at("allowPrivilegeEscalation"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c = pod.container_at(finding.path)
    if c.security.get("privileged") or "CAP_SYS_ADMIN" in (c.capabilities.get("add") or ()):
        return None
    return safe("Forbid privilege escalation.", set_(finding.path, False))
