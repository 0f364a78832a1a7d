"""A container keeps the capabilities that runtimes grant by default.

**Why** These are fourteen parts of root's power, such as changing the owner of files or sending raw packets. Few
apps use them.

**Example** `securityContext: {}`

**Use instead** `capabilities: {drop: [ALL]}`, with `add: [NET_BIND_SERVICE]` or whatever the app really needs.
Capabilities do not apply to Windows.

**Fix** Safe: drops ALL. Added capabilities stay.

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
    foreign={
        "polaris": ("insecureCapabilities",),
        "kubesec": ("CapDropAll",),
        "checkov": ("CKV_K8S_37",),
        "trivy": ("KSV-0003", "KSV-0106"),
        "kyverno": ("drop-all-capabilities", "disallow-capabilities-strict"),
        "pod-security": ("capabilities_restricted",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if not drops(c, "ALL"):
            message = f"{c.title} keeps capabilities that it probably does not need and an attacker can use."
            yield rule.found(c.at("capabilities", "drop"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Drop all capabilities.", set_(finding.path, ["ALL"]))
