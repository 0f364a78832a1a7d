"""A container drops no capabilities.

**Why** It keeps all fourteen that runtimes grant by default. This rule is the weak form of capabilities-drop-all.

**Example** `securityContext: {}`

**Use instead** `capabilities: {drop: [ALL]}`

**Fix** Safe: drops ALL. Off by default: capabilities-drop-all asks for more.

**See** https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "kubesec": ("CapDropAny",),
        "trivy": ("KSV-0004",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if not c.capabilities.get("drop"):
            message = f"{c.title} drops no capabilities, so an attacker has all that runtimes grant by default."
            yield rule.found(c.at("capabilities", "drop"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Drop all capabilities.", set_(finding.path, ["ALL"]))
