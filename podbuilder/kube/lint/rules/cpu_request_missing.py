"""A container does not say how much CPU it needs.

**Why** The scheduler places the pod as if it needed no CPU. On a busy node, the pod then gets only what is left
over.

**Example** `resources: {}`

**Use instead** `resources: {requests: {cpu: 100m}}`. A limit alone works, too: the request then equals it. So does
a request for the whole pod (`spec.resources`, Kubernetes 1.34).

**Fix** Assisted: proposes a small request. Replace it with what you measure.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.resource_proposals import missing_requests, propose
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "resources",
    ("pod", "container", "init"),
    foreign={
        "kube-linter": ("unset-cpu-requirements",),
        "kube-score": ("container-resources", "container-cpu-requests-equal-limits"),
        "polaris": ("cpuRequestsMissing",),
        "kubesec": ("RequestsCPU",),
        "checkov": ("CKV_K8S_10",),
        "trivy": ("KSV-0015",),
        "datree": ("CONTAINERS_MISSING_CPU_REQUEST_KEY",),
        "kubescape": ("C-0050", "C-0268"),
        "kyverno": ("require-requests-limits", "add-default-resources"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in missing_requests(pod, "cpu"):
        path = c.path.child("resources", "requests").key("cpu")
        yield rule.found(path, f"{c.title} requests no CPU, so it may starve on a busy node.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Request CPU.", set_(finding.path, propose(pod, pod.container_at(finding.path), "cpu")))
