"""The filter for system calls is explicitly turned off.

**Why** An attacker can use all of the kernel's hundreds of system calls. Apps need only a fraction of them.

**Example** `seccompProfile: {type: Unconfined}`

**Use instead** `seccompProfile: {type: RuntimeDefault}`, or a Localhost profile that also allows the missing call.

**Fix** Safe: sets RuntimeDefault.

**See** https://kubernetes.io/docs/tutorials/security/seccomp/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.seccomp import filtered
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "kubesec": ("SeccompUnconfined",),
        "trivy": ("KSV-0104", "KSV-0030"),
        "kyverno": ("restrict-seccomp", "restrict-seccomp-strict"),
        "pod-security": ("seccompProfile_baseline",),
        "kube-score": ("container-seccomp-profile",),
        "checkov": ("CKV_K8S_31",),
        "kubescape": ("C-0055", "C-0210"),
        "datree": ("CONTAINERS_INCORRECT_SECCOMP_PROFILE", "CIS_INVALID_VALUE_SECCOMP_PROFILE"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    def unconfined(profile: Any) -> bool:
        return bool(profile) and profile.get("type") == "Unconfined"

    for path, _, whom in pod.failing("seccompProfile", unconfined, pod.linux):
        message = f"{whom} runs without a seccomp filter, so it can use every system call."
        yield rule.found(path.child("type"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Filter system calls with the runtime's profile.", *filtered(pod, finding.path.parent.parent))
