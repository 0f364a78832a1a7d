"""The pod's choice of nodes breaks your team's rule.

**Why** Some teams want every pod to say where it belongs; others leave that to the administrators.

**Example** `nodeName: node-7` although choosing nodes is forbidden.

**Use instead** What your team's rule says.

**Fix** None: only you know the nodes.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "kube-linter": ("no-node-affinity",),
        "kyverno": ("restrict-node-affinity", "restrict-node-selection", "add-nodeselector", "add-node-affinity"),
    },
    needs=("node_selection",),
)


def check(pod: Subject) -> Iterator[Finding]:
    affinity = (pod.spec.get("affinity") or {}).get("nodeAffinity")
    chosen = {"nodeName": pod.spec.get("nodeName"), "nodeSelector": pod.spec.get("nodeSelector"), "affinity": affinity}
    if pod.settings.node_selection == "required" and not any(chosen.values()):
        message = "The pod does not say which nodes it belongs on, which your team requires."
        yield rule.found(SPEC.child("nodeSelector"), message)
    for name, value in chosen.items():
        if value and pod.settings.node_selection == "forbidden":
            yield rule.found(SPEC.child(name), "The pod chooses its nodes, which your team forbids.")
