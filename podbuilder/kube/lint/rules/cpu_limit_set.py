"""A container is slowed down when it uses more CPU than its limit, even on an idle node.

**Why** This is contested, and the opposite of cpu-limit-missing. Requests alone share a busy node fairly; a limit
also takes away what nobody else wants.

**Example** `limits: {cpu: 500m}`

**Use instead** `requests: {cpu: 500m}` and no limit.

**Fix** Assisted: removes the limit, and writes the request that followed from it.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import remove_, set_

rule = Rule(
    __name__,
    INFO,
    "resources",
    ("container", "init"),
    default=False,
    foreign={
        "datree": ("EKS_INVALID_CPU_LIMIT",),
        "kyverno": ("forbid-cpu-limits",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if "cpu" in c.limits:
            path = c.path.child("resources", "limits").key("cpu")
            yield rule.found(path, f"{c.title} is slowed down at {c.limits['cpu']} of CPU, even if the node is idle.")


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    request = set_(c.path.child("resources", "requests").key("cpu"), c.requests["cpu"])
    return assisted("Remove the limit.", request, remove_(finding.path))
