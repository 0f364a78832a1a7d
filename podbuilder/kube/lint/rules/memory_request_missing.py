"""A container does not say how much memory it needs.

**Why** The scheduler places the pod as if it needed no memory. When the node runs short, such pods are evicted
first.

**Example** `resources: {requests: {cpu: 100m}}`

**Use instead** `resources: {requests: {memory: 128Mi}}`. A limit alone works, too, and so does a request for the
whole pod (`spec.resources`, Kubernetes 1.34).

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
        "kube-score": ("container-resources", "container-memory-requests-equal-limits"),
        "polaris": ("memoryRequestsMissing",),
        "kubesec": ("RequestsMemory",),
        "checkov": ("CKV_K8S_12",),
        "trivy": ("KSV-0016",),
        "datree": ("CONTAINERS_MISSING_MEMORY_REQUEST_KEY",),
        "kubescape": ("C-0004", "C-0269"),
        "kyverno": ("require-requests-limits", "add-default-resources"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in missing_requests(pod, "memory"):
        path = c.path.child("resources", "requests").key("memory")
        yield rule.found(path, f"{c.title} requests no memory, so it is evicted first when the node runs short.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Request memory.", set_(finding.path, propose(pod, pod.container_at(finding.path), "memory")))
