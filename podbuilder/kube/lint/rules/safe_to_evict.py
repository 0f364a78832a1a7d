"""The cluster autoscaler does not know whether it may move the pod.

**Why** The autoscaler keeps nodes whose pods have local data, such as an emptyDir, so half-empty nodes remain.

**Example** A pod with `emptyDir: {}` and no annotation.

**Use instead** `cluster-autoscaler.kubernetes.io/safe-to-evict: "true"`, if the data in the volume may be lost.

**Fix** Assisted: adds the annotation. Off by default: only clusters that shrink by themselves read it.

**See** https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import set_

NAME = "cluster-autoscaler.kubernetes.io/safe-to-evict"
rule = Rule(
    __name__,
    INFO,
    "scheduling",
    ("metadata",),
    default=False,
    foreign={
        "kyverno": ("add-safe-to-evict",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    local = any("emptyDir" in v.fields or "hostPath" in v.fields for v in pod.volumes)
    if local and NAME not in pod.annotations:
        path = METADATA.child("annotations").key(NAME)
        yield rule.found(path, "The pod keeps data on its node, so the cluster autoscaler does not move it.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Let the autoscaler move it.", set_(finding.path, "true"))
