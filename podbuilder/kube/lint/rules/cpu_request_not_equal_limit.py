"""A container can use more CPU than it requested.

**Why** The container is faster on an idle node than on a busy one, so its speed is unpredictable. Most people want
exactly that.

**Example** `requests: {cpu: 100m}`, `limits: {cpu: 1}`

**Use instead** The same amount for both, if the speed must be constant.

**Fix** Assisted: raises the request to the limit. Off by default: most pods may well use what others leave over.

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
        "kube-score": ("container-cpu-requests-equal-limits", "container-resource-requests-equal-limits"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        request, limit = quantity(c.requests.get("cpu")), quantity(c.limits.get("cpu"))
        if limit is not None and request != limit:
            path = c.path.child("resources", "requests").key("cpu")
            message = f"{c.title} can use more CPU than it requested, so its speed depends on its neighbours."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Request as much as the limit.", set_(finding.path, pod.container_at(finding.path).limits["cpu"]))
