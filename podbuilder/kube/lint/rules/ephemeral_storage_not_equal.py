"""A container can write more to the node's disk than it requested.

**Why** Whatever it writes beyond the request is not guaranteed: when the disk is full, the pod is evicted for it.

**Example** `requests: {ephemeral-storage: 1Gi}`, `limits: {ephemeral-storage: 4Gi}`

**Use instead** The same amount for both.

**Fix** Assisted: raises the request to the limit. Off by default: most pods may well use what others leave over.

**See** https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, quantity
from podbuilder.kube.manifest import set_

NAME = "ephemeral-storage"
rule = Rule(
    __name__,
    INFO,
    "resources",
    ("container", "init"),
    default=False,
    foreign={
        "kube-score": ("container-ephemeral-storage-request-equals-limit",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        request, limit = quantity(c.requests.get(NAME)), quantity(c.limits.get(NAME))
        if limit is not None and request != limit:
            path = c.path.child("resources", "requests").key(NAME)
            message = f"{c.title} can write more than it requested, so its pod is evicted first when the disk is full."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Request as much as the limit.", set_(finding.path, pod.container_at(finding.path).limits[NAME]))
