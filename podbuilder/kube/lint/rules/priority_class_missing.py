"""The pod does not say how important it is.

**Why** When nodes are full, pods with a higher priority displace others. Without a class, all pods are equal.

**Example** No `priorityClassName`.

**Use instead** `priorityClassName: business-critical`, a class that your cluster has.

**Fix** None: the class has to exist. Off by default: the classes are the cluster's, and most pods need none.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "polaris": ("priorityClassNotSet",),
        "kyverno": ("require-pod-priorityclassname", "add-pod-priorityclassname"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if not pod.spec.get("priorityClassName"):
        message = "The pod has no priority class, so it counts like any other pod when nodes are full."
        yield rule.found(SPEC.child("priorityClassName"), message)
