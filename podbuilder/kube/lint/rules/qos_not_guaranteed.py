"""The pod does not have the quality-of-service class Guaranteed.

**Why** Guaranteed pods are evicted last. They need requests equal to limits for CPU and memory in every container.

**Example** `requests: {cpu: 100m}`, `limits: {cpu: 1}`

**Use instead** Requests equal to limits, for pods that must not be evicted.

**Fix** Assisted: sets every request to its limit, and adds a limit where there is none. Off by default: it costs
resources that are used seldom.

**See** https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.resource_proposals import propose
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, quantity
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "resources",
    ("container",),
    default=False,
    foreign={
        "kyverno": ("require-qos-guaranteed",),
    },
)
COUNTED = ("cpu", "memory")


def _is_even(requests: dict[str, Any], limits: dict[str, Any]) -> bool:
    return all(n in limits and quantity(requests.get(n, limits[n])) == quantity(limits[n]) for n in COUNTED)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.resources:
        even = _is_even(pod.resources.get("requests") or {}, pod.resources.get("limits") or {})
    else:
        even = all(_is_even(c.requests, c.limits) for c in pod.planned)
    if not even:
        message = "Requests differ from limits, so the pod is evicted before Guaranteed pods when the node runs short."
        yield rule.found(SPEC.child("containers"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    if pod.resources:
        return None
    edits = []
    for c in pod.planned:
        for name in COUNTED:
            amount = c.limits.get(name) or propose(pod, c, name)
            edits += [set_(c.path.child("resources", side).key(name), amount) for side in ("requests", "limits")]
    return assisted("Request as much as the limits.", *edits)
