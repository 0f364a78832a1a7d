"""A container may send raw packets, because the capability is not dropped.

**Why** With NET_RAW, which runtimes give to everybody, an intruder can pretend to be another pod. Part of
capabilities-drop-all.

**Example** `capabilities: {drop: [KILL]}`

**Use instead** `capabilities: {drop: [ALL]}`

**Fix** Safe: drops ALL.

**See** https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.capabilities import drops
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init", "ephemeral"),
    default=False,
    foreign={
        "kube-linter": ("drop-net-raw-capability",),
        "checkov": ("CKV_K8S_28",),
        "datree": ("CIS_MISSING_VALUE_DROP_NET_RAW",),
        "kubescape": ("C-0211",),
        "kyverno": ("drop-cap-net-raw",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if not drops(c, "NET_RAW"):
            message = f"{c.title} may send raw packets and so pretend to be another pod."
            yield rule.found(c.at("capabilities", "drop"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Drop all capabilities.", set_(finding.path, ["ALL"]))
