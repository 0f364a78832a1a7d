"""A memory limit is many times the request.

**Why** Many such pods on one node promise more memory than it has; when they all use it, some are killed.

**Example** `requests: {memory: 128Mi}`, `limits: {memory: 4Gi}`

**Use instead** A request close to what the container uses.

**Fix** Assisted: raises the request to the limit.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
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
        "kyverno": ("enforce-resources-as-ratio",),
    },
    needs=("largest_ratio",),
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        request, limit = quantity(c.requests.get("memory")), quantity(c.limits.get("memory"))
        if request and limit and not request.is_zero and limit.value() > pod.settings.largest_ratio * request.value():
            path = c.path.child("resources", "requests").key("memory")
            message = f"{c.title} can use many times the memory that it requested, which the node may not have."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted(
        "Request as much as the limit.", set_(finding.path, pod.container_at(finding.path).limits["memory"])
    )
