"""No PodDisruptionBudget in the file is for the pods of a workload.

**Why** When nodes are drained, all its pods may be stopped at once.

**Example** `replicas: 3`, and no PodDisruptionBudget whose selector fits.

**Use instead** A PodDisruptionBudget with `maxUnavailable: 1`.

**Fix** None here: it is another object. Off by default, because budgets are often kept elsewhere.

**See** https://kubernetes.io/docs/tasks/run-application/configure-pdb/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.companions import BUDGET
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import METADATA, Subject

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("metadata",),
    default=False,
    foreign={
        "kube-score": ("deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"),
        "polaris": ("missingPodDisruptionBudget",),
        "kyverno": ("require-pdb",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    several = (pod.around.replicas or 0) > 1
    if several and not pod.around.companions.selecting(BUDGET, pod.labels, pod.namespace):
        message = "No PodDisruptionBudget in this file keeps some of the pods running while nodes are drained."
        yield rule.found(METADATA.child("labels"), message)
