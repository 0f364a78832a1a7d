"""A pod has very many containers.

**Why** All of them are started, moved and scaled together. Whatever can run on its own is easier to manage in its
own pod.

**Example** Nine containers in one pod.

**Use instead** Several pods, with Services between them.

**Fix** None: splitting an app is a design decision. Off by default: how many are too many is a matter of taste.

**See** https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers
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
        "kyverno": ("limit-containers-per-pod",),
    },
    needs=("most_containers",),
)


def check(pod: Subject) -> Iterator[Finding]:
    if len(pod.lasting) > pod.settings.most_containers:
        message = f"The pod has {len(pod.lasting)} containers, which are always started, moved and scaled together."
        yield rule.found(SPEC.child("containers"), message)
