"""A workload keeps a single pod.

**Why** While it moves to another node or is replaced, nothing answers. Two pods take turns.

**Example** `replicas: 1`

**Use instead** `replicas: 2` and something that spreads them. Where an autoscaler decides, leave replicas out.

**Fix** None here: whether the app can run twice is yours to say. Off by default for that reason.

**See** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("pod",),
    default=False,
    foreign={
        "kube-score": ("deployment-replicas",),
        "polaris": ("deploymentMissingReplicas",),
        "datree": ("DEPLOYMENT_INCORRECT_REPLICAS_VALUE",),
        "kyverno": ("deployment-has-multiple-replicas",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.around.replicas == 1:
        message = f"The {pod.around.kind} keeps a single pod, so nothing answers while that one is replaced."
        yield rule.found_around(message, "replicas")
