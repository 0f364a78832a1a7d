"""No container of the pod requests any resources.

**Why** The pod has the quality-of-service class BestEffort: it gets what is left over, and it is evicted first.

**Example** `resources: {}` on every container.

**Use instead** At least requests for CPU and memory.

**Fix** Assisted: proposes small requests for every container.

**See** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.resource_proposals import propose
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "resources",
    ("pod", "container"),
    foreign={
        "kyverno": ("require-qos-burstable",),
    },
)
COUNTED = ("cpu", "memory")


def check(pod: Subject) -> Iterator[Finding]:
    holders = [pod.resources, *(c.resources for c in pod.planned)]
    asked = any(name in (h.get(side) or {}) for h in holders for side in ("requests", "limits") for name in COUNTED)
    if pod.planned and not asked:
        message = "No container requests CPU or memory, so the pod gets what is left over and is evicted first."
        yield rule.found(SPEC.child("containers"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    edits = []
    for c in pod.planned:
        path = c.path.child("resources", "requests")
        edits += [set_(path.key(name), propose(pod, c, name)) for name in COUNTED]
    return assisted("Request CPU and memory.", *edits)
