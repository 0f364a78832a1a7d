"""The pod can run on control plane nodes.

**Why** There it competes with the cluster's own components, and an attacker in it is close to their keys.

**Example** `tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]`

**Use instead** No such toleration, unless the pod serves the cluster itself.

**Fix** Assisted: removes it. Off by default: agents that belong on every node need it.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, items
from podbuilder.kube.manifest import remove_

KEYS = ("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master")
rule = Rule(
    __name__,
    WARNING,
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "kyverno": ("restrict-controlplane-scheduling", "add-tolerations"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for toleration in items(pod.spec.get("tolerations"), SPEC.child("tolerations")):
        if toleration.fields.get("key") in KEYS:
            message = "The pod can run on control plane nodes, close to the cluster's keys."
            yield rule.found(toleration.path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the toleration.", remove_(finding.path))
