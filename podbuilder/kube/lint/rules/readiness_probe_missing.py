"""A container that serves a port has no readiness probe.

**Why** Services send it requests as soon as its process starts, ready or not, and keep sending them while it is
overloaded. Every rollout then loses requests.

**Example** `ports: [{containerPort: 8080}]` and no `readinessProbe`.

**Use instead** `readinessProbe: {httpGet: {path: /readyz, port: 8080}}`. A container without ports gets no traffic
and needs none.

**Fix** Assisted: proposes a probe for the first TCP port.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.probes import readiness_proposal
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "reliability",
    ("container", "init"),
    foreign={
        "kube-linter": ("no-readiness-probe",),
        "kube-score": ("pod-probes",),
        "polaris": ("readinessProbeMissing",),
        "checkov": ("CKV_K8S_9",),
        "datree": ("CONTAINERS_MISSING_READINESSPROBE_KEY",),
        "kubescape": ("C-0018",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in () if pod.is_job_like else pod.lasting:
        if c.fields.get("ports") and not c.fields.get("readinessProbe"):
            path = c.path.child("readinessProbe")
            message = f"{c.title} has ports but no readiness probe, so it gets requests before it can answer them."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    asked = readiness_proposal(pod.container_at(finding.path))
    return assisted("Add a readiness probe.", set_(finding.path, asked)) if asked else None
