"""A container that should run on has no probe of any kind.

**Why** Kubernetes then knows no more than whether its process exists: not whether it hangs, nor whether it can work
yet.

**Example** A container without `livenessProbe`, `readinessProbe` and `startupProbe`.

**Use instead** A readiness probe where it serves requests; a liveness probe where it may hang.

**Fix** Assisted: proposes a readiness probe of the first TCP port.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.probes import proposal
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
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
            message = f"{c.title} has no probe, so its process is all that Kubernetes sees of it."
            yield rule.found(c.path.child("readinessProbe"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    asked = proposal(pod.container_at(finding.path))
    return assisted("Add a readiness probe.", set_(finding.path, asked)) if asked else None
