"""Nothing filters the system calls of a container.

**Why** Without a seccomp profile, an attacker can use all of the kernel's hundreds of system calls. Apps need only
a fraction of them.

**Example** `securityContext: {}`

**Use instead** `securityContext: {seccompProfile: {type: RuntimeDefault}}` on the pod, or a Localhost profile of
your own. Seccomp does not apply to Windows.

**Fix** Safe: sets RuntimeDefault, which allows what ordinary apps use.

**See** https://kubernetes.io/docs/tutorials/security/seccomp/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.seccomp import filtered
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "kube-score": ("container-seccomp-profile",),
        "kubesec": ("SeccompAny",),
        "checkov": ("CKV_K8S_31",),
        "trivy": ("KSV-0030", "KSV-0104"),
        "datree": ("CONTAINERS_INCORRECT_SECCOMP_PROFILE", "CIS_INVALID_VALUE_SECCOMP_PROFILE"),
        "kubescape": ("C-0055", "C-0210", "C-0211"),
        "kyverno": ("restrict-seccomp-strict",),
        "pod-security": ("seccompProfile_restricted",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for path, _, whom in pod.failing("seccompProfile", lambda profile: not profile, pod.linux):
        yield rule.found(path, f"{whom} has no seccomp profile, so it can use every system call.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Filter system calls with the runtime's profile.", *filtered(pod, finding.path.parent))
