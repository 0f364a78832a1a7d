"""A container can use more memory than it requested.

**Why** Whatever it uses beyond the request is not guaranteed: when the node runs short, the container is killed for
it.

**Example** `requests: {memory: 1Gi}`, `limits: {memory: 4Gi}`

**Use instead** The same amount for both.

**Fix** Assisted: raises the request to the limit. Off by default: it costs memory that is used seldom.

**See** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, quantity
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "resources",
    ("container", "init"),
    default=False,
    foreign={
        "kube-score": ("container-memory-requests-equal-limits", "container-resource-requests-equal-limits"),
        "datree": ("EKS_INVALID_MEMORY_REQUEST_LIMIT",),
        "kyverno": ("memory-requests-equal-limits",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        request, limit = quantity(c.requests.get("memory")), quantity(c.limits.get("memory"))
        if limit is not None and request != limit:
            path = c.path.child("resources", "requests").key("memory")
            message = f"{c.title} can use more memory than it requested, and is killed for that if the node runs short."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted(
        "Request as much as the limit.", set_(finding.path, pod.container_at(finding.path).limits["memory"])
    )
