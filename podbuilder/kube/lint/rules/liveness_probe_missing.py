"""A container that should keep running has no liveness probe.

**Why** Kubernetes restarts a container that ends, but not one that hangs; only a liveness probe can tell. Leave it
out deliberately if the process ends by itself when it is broken.

**Example** `ports: [{containerPort: 8080}]` and no `livenessProbe`.

**Use instead** `livenessProbe: {httpGet: {path: /livez, port: 8080}, failureThreshold: 6}`. Jobs and init
containers, which are meant to end, need none; native sidecars do.

**Fix** Assisted: proposes a probe for the first TCP port.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.probes import liveness_proposal
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container", "init"),
    foreign={
        "kube-linter": ("no-liveness-probe",),
        "kube-score": ("pod-probes",),
        "polaris": ("livenessProbeMissing",),
        "checkov": ("CKV_K8S_8",),
        "datree": ("CONTAINERS_MISSING_LIVENESSPROBE_KEY",),
        "kubescape": ("C-0056",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in () if pod.is_job_like else pod.lasting:
        if not c.fields.get("livenessProbe"):
            message = f"{c.title} has no liveness probe, so Kubernetes does not notice if it hangs."
            yield rule.found(c.path.child("livenessProbe"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    probe = liveness_proposal(pod.container_at(finding.path))
    return assisted("Add a liveness probe.", set_(finding.path, probe)) if probe else None
