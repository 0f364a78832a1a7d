"""A container has SELinux options that weaken its confinement.

**Why** Types other than those for containers, such as `spc_t`, give it access to what belongs to the node. So do
users and roles.

**Example** `seLinuxOptions: {type: spc_t}`

**Use instead** Only the `level`, or one of the types `container_t`, `container_init_t`, `container_kvm_t`,
`container_engine_t`.

**Fix** Safe: removes the option, so that the runtime chooses.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

TYPES = {"", "container_t", "container_init_t", "container_kvm_t"}
ENGINE, ENGINE_SINCE = "container_engine_t", 31
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "trivy": ("KSV-0025",),
        "datree": (
            "EKS_INVALID_SELINUXOPTIONS_TYPE_VALUE",
            "EKS_INVALID_SELINUXOPTIONS_USER_VALUE",
            "EKS_INVALID_SELINUXOPTIONS_ROLE_VALUE",
        ),
        "kyverno": ("disallow-selinux",),
        "pod-security": ("seLinuxOptions",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    allowed = TYPES | ({ENGINE} if pod.minor >= ENGINE_SINCE else set())
    for path, options in pod.stating("seLinuxOptions") if pod.linux else ():
        for name in ("type", "user", "role"):
            value = options.get(name)
            if value and not (name == "type" and value in allowed):
                message = (
                    f"The SELinux {name} {quote(value)} is not one for containers, so it weakens their confinement."
                )
                yield rule.found(path.child(name), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Leave it to the runtime.", remove_(finding.path))
