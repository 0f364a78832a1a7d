"""Nothing confines a container.

**Why** It sets no seccomp profile, no AppArmor profile and no SELinux options, and it drops no capabilities, so an
attacker can do whatever an ordinary root user can.

**Example** `securityContext: {}` on the container and on the pod.

**Use instead** `seccompProfile: {type: RuntimeDefault}` and `capabilities: {drop: [ALL]}`

**Fix** Safe: drops all capabilities and sets the runtime's seccomp profile. Off by default: each of its parts has a
rule of its own.

**See** https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.annotation_keys import APP_ARMOR_CONTAINER, UNCONFINED
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.seccomp import filtered
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "polaris": ("linuxHardening",),
        "kubescape": ("C-0055",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        seccomp = (pod.of(c, "seccompProfile") or {}).get("type", "Unconfined") != "Unconfined"
        app_armor = pod.of(c, "appArmorProfile") or {"type": pod.annotations.get(APP_ARMOR_CONTAINER + c.name)}
        others = pod.of(c, "seLinuxOptions") or app_armor.get("type") not in (None, UNCONFINED, "Unconfined")
        # What is dropped and added again is not dropped.
        drops = c.capabilities.get("drop") and not any(name == "ALL" for _, _, name in c.added())
        if not c.is_ephemeral and not seccomp and not others and not drops:
            yield rule.found(c.at(), f"{c.title} is confined by nothing, so an attacker can do whatever root can.")


def fix(pod: Subject, finding: Finding) -> Patch:
    drop = set_(finding.path.child("capabilities"), {"drop": ["ALL"]})
    return safe("Drop all capabilities and filter system calls.", drop, *filtered(pod, finding.path))
