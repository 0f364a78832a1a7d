"""A container that should keep running has no probes.

**Why** Kubernetes then knows only that its process exists, not whether it hangs or is ready to work.

**Example** A container without `livenessProbe`, `readinessProbe` and `startupProbe`.

**Use instead** A readiness probe if it serves requests, a liveness probe if it may hang.

**Fix** Assisted: proposes a readiness probe for the first TCP port. Off by default: readiness-probe-missing and
liveness-probe-missing say which is missing.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.probes import proposal
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container", "init"),
    foreign={
        "kyverno": ("require-pod-probes",),
        "kube-linter": ("no-readiness-probe",),
        "polaris": ("readinessProbeMissing",),
        "checkov": ("CKV_K8S_9",),
        "datree": ("CONTAINERS_MISSING_READINESSPROBE_KEY",),
        "kubescape": ("C-0018",),
    },
    default=False,
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in () if pod.is_job_like else pod.lasting:
        if not c.probes:
            message = f"{c.title} has no probes, so Kubernetes knows only that its process exists."
            yield rule.found(c.path.child("readinessProbe"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    asked = proposal(pod.container_at(finding.path))
    return assisted("Add a readiness probe.", set_(finding.path, asked)) if asked else None
