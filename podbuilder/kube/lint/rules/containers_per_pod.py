"""A pod has very many containers.

**Why** They all live, move and are scaled together. What can run by itself is easier to handle in a pod of its own.

**Example** Nine containers in one pod.

**Use instead** Several pods, with Services between them.

**Fix** None: taking an app apart is design.

**See** https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.containers import SPEC
from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Rule

rule = Rule(
    __name__,
    INFO,
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "kyverno": ("limit-containers-per-pod",),
    },
    needs=("most_containers",),
)


def check(pod: Subject) -> Iterator[Finding]:
    if len(pod.lasting) > pod.settings.most_containers:
        message = f"The pod has {len(pod.lasting)} containers that live and move together."
        yield rule.found(SPEC.child("containers"), message)
