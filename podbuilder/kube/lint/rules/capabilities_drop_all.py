"""A container keeps the capabilities that runtimes give to everybody.

**Why** Fourteen pieces of root's power, such as changing the owner of files or sending raw packets, which few apps
use.

**Example** `securityContext: {}`

**Use instead** `capabilities: {drop: [ALL]}`, with `add: [NET_BIND_SERVICE]` or whatever is really needed. Windows
has no such thing.

**Fix** Safe: drops ALL; what is added stays.

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
            message = f"{c.title} keeps capabilities it probably does not need, and an intruder has them, too."
            yield rule.found(c.at("capabilities", "drop"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Drop all capabilities.", set_(finding.path, ["ALL"]))
