"""The pod has no controller, so nothing replaces it elsewhere.

**Why** When its node fails or is drained, the pod is gone. A Deployment or Job creates a new one.

**Example** `kind: Pod`

**Use instead** A Deployment for what keeps running, a Job for what ends, with this pod as the template.

**Fix** None here: export the pod as another kind to get such a manifest. Off by default: pods by themselves are right
for trying something out.

**See** https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import METADATA, Subject

rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    default=False,
    foreign={
        "datree": ("K8S_INCORRECT_KIND_VALUE_POD",),
        "kubescape": ("C-0073",),
        "kyverno": ("prevent-bare-pods",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    # The template in a workload has no kind of its own.
    if pod.pod.get("kind") == "Pod" and not pod.metadata.get("ownerReferences"):
        yield rule.found(METADATA, "This pod has no controller, so nothing replaces it when its node is gone.")
