"""A container is throttled at its CPU limit, even on an idle node.

**Why** This advice is disputed, and it contradicts cpu-limit-missing. Requests alone share a busy node fairly; a
limit also withholds CPU that nobody else wants.

**Example** `limits: {cpu: 500m}`

**Use instead** `requests: {cpu: 500m}` and no limit.

**Fix** Assisted: removes the limit, and writes down the request that the limit implied. Off by default: many teams want
CPU limits; cpu-limit-missing says why.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
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
            yield rule.found(path, f"{c.title} is throttled at {c.limits['cpu']} of CPU, even if the node is idle.")


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    request = set_(c.path.child("resources", "requests").key("cpu"), c.requests["cpu"])
    return assisted("Remove the limit.", request, remove_(finding.path))
