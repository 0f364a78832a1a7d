"""A container can send raw packets, because it does not drop NET_RAW.

**Why** Runtimes grant NET_RAW by default. With it, an attacker can pretend to be another pod. capabilities-drop-all
includes this rule.

**Example** `capabilities: {drop: [KILL]}`

**Use instead** `capabilities: {drop: [ALL]}`

**Fix** Safe: drops ALL. Off by default: capabilities-drop-all asks for more.

**See** https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.capabilities import drops
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
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
            message = f"{c.title} can send raw packets, so an attacker can pretend to be another pod."
            yield rule.found(c.at("capabilities", "drop"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Drop all capabilities.", set_(finding.path, ["ALL"]))
