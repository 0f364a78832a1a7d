"""The pod does not run in a sandbox that your team allows.

**Why** Runtimes such as gVisor or Kata put another wall around pods that run other people's code.

**Example** No `runtimeClassName` although `gvisor` is required.

**Use instead** `runtimeClassName: gvisor`

**Fix** Assisted: proposes the first allowed class. The cluster must have it.

**See** https://kubernetes.io/docs/concepts/containers/runtime-class/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    default=False,
    foreign={
        "kyverno": ("add-runtimeclassname",),
    },
    needs=("allowed_runtime_classes",),
)


def check(pod: Subject) -> Iterator[Finding]:
    allowed = pod.settings.allowed_runtime_classes
    name = pod.spec.get("runtimeClassName")
    if allowed and name not in allowed:
        what = f"The runtime class {quote(name)}" if name else "The default runtime class"
        yield rule.found(SPEC.child("runtimeClassName"), f"{what} is not one that your team allows.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Use an allowed runtime class.", set_(finding.path, pod.settings.allowed_runtime_classes[0]))
