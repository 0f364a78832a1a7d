"""No NetworkPolicy in the file is for the pod.

**Why** Without one, every pod of the cluster can reach it, and it can reach everything.

**Example** A Deployment, and no NetworkPolicy whose podSelector fits its labels.

**Use instead** A NetworkPolicy that names who may reach the pod.

**Fix** None here: who may reach it is yours to say. Off by default, because policies are often kept elsewhere.

**See** https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.companions import NETWORK_POLICY
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import METADATA, Subject

rule = Rule(
    __name__,
    INFO,
    "networking",
    ("metadata",),
    default=False,
    foreign={
        "kube-linter": ("non-isolated-pod",),
        "kube-score": ("pod-networkpolicy",),
        "checkov": ("CKV2_K8S_6",),
        "kubescape": ("C-0030", "C-0260"),
        "polaris": ("missingNetworkPolicy",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if not pod.around.companions.selecting(NETWORK_POLICY, pod.labels, pod.namespace):
        yield rule.found(METADATA.child("labels"), "No NetworkPolicy in this file says who may reach the pod.")
