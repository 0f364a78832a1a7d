"""The pod has a priority class that your team does not allow.

**Why** A pod with the highest class displaces all others.

**Example** `priorityClassName: system-cluster-critical`

**Use instead** An allowed class.

**Fix** Assisted: proposes the first allowed class.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
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
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "kube-linter": ("priority-class-name",),
        "kyverno": ("allowed-podpriorities",),
    },
    needs=("allowed_priority_classes",),
)


def check(pod: Subject) -> Iterator[Finding]:
    allowed = pod.settings.allowed_priority_classes
    name = pod.spec.get("priorityClassName")
    if allowed and name and name not in allowed:
        message = f"The priority class {quote(name)} is not one that your team allows."
        yield rule.found(SPEC.child("priorityClassName"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Use an allowed priority class.", set_(finding.path, pod.settings.allowed_priority_classes[0]))
