"""The service account is set in a deprecated field.

**Why** `serviceAccount` is the old name of `serviceAccountName`. If both are set, the old one is ignored.

**Example** `serviceAccount: web`

**Use instead** `serviceAccountName: web`

**Fix** Safe: moves the name to the new field.

**See** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_

OLD, NEW = "serviceAccount", "serviceAccountName"
rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    foreign={
        "kube-linter": ("deprecated-service-account-field",),
        "kubescape": ("C-0294",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get(OLD) and pod.spec[OLD] != pod.spec.get(NEW):
        yield rule.found(SPEC.child(OLD), f"The field {OLD} is the old name of {NEW} and is ignored if both are set.")


def fix(pod: Subject, finding: Finding) -> Patch:
    edits = [] if pod.spec.get(NEW) else [set_(SPEC.child(NEW), pod.spec[OLD])]
    return safe("Move the name to the new field.", *edits, remove_(finding.path))
