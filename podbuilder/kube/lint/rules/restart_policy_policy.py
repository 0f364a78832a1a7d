"""The manifest does not say what happens when a container ends.

**Why** The container is then always restarted, which is right for a server and wrong for a task that ends. An
explicit value shows which is meant.

**Example** No `restartPolicy`.

**Use instead** `restartPolicy: Always` for servers, `OnFailure` or `Never` for tasks.

**Fix** Safe: writes the default, Always. Off by default: the default, Always, is what most pods want.

**See** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("pod",),
    default=False,
    foreign={
        "kube-score": ("cronjob-restartpolicy",),
        "datree": ("WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if not pod.spec.get("restartPolicy"):
        message = "The manifest sets no restartPolicy, so containers are always restarted when they end."
        yield rule.found(SPEC.child("restartPolicy"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Write down the default.", set_(finding.path, "Always"))
