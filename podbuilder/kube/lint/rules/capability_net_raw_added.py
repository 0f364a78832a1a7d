"""A container adds NET_RAW, so it can send raw packets.

**Why** An attacker can pretend to be another pod and listen to its traffic.

**Example** `capabilities: {drop: [ALL], add: [NET_RAW]}`

**Use instead** Nothing: `ping` works without it if the safe sysctl `net.ipv4.ping_group_range` is set.

**Fix** Assisted: removes it. The app may need it.

**See** https://man7.org/linux/man-pages/man7/capabilities.7.html
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.capabilities import added
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init"),
    foreign={
        "trivy": ("KSV-0119", "KSV-0106", "KSV-0022"),
        "kubescape": ("C-0046",),
        "datree": ("EKS_INVALID_CAPABILITIES_EKS", "CONTAINERS_INVALID_CAPABILITIES_VALUE"),
        "pod-security": ("capabilities_baseline",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c, path, _ in added(pod, rule.id):
        yield rule.found(path, f"{c.title} adds NET_RAW, so an attacker can pretend to be another pod.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the capability.", remove_(finding.path))
