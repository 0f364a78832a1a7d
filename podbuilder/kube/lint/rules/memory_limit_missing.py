"""A container can use as much memory as the node has.

**Why** A memory leak takes the node's memory until the kernel kills something, often another pod.

**Example** `resources: {requests: {memory: 128Mi}}`

**Use instead** `resources: {requests: {memory: 128Mi}, limits: {memory: 128Mi}}`, or a limit for the pod as a whole
(`spec.resources`, Kubernetes 1.34).

**Fix** Assisted: proposes the request as the limit. A container that needs more at peaks is then killed, so check
first.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.resource_proposals import limited, missing_limits
from podbuilder.kube.lint.rule import WARNING, Patch, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    WARNING,
    "resources",
    ("pod", "container", "init"),
    foreign={
        "kube-linter": ("unset-memory-requirements",),
        "kube-score": (
            "container-resources",
            "container-memory-requests-equal-limits",
            "container-resource-requests-equal-limits",
        ),
        "polaris": ("memoryLimitsMissing",),
        "kubesec": ("LimitsMemory",),
        "checkov": ("CKV_K8S_13",),
        "trivy": ("KSV-0018",),
        "datree": ("CONTAINERS_MISSING_MEMORY_LIMIT_KEY",),
        "kubescape": ("C-0004", "C-0009", "C-0271"),
        "kyverno": ("require-requests-limits",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in missing_limits(pod, "memory"):
        path = c.path.child("resources", "limits").key("memory")
        yield rule.found(path, f"{c.title} has no memory limit, so a leak in it can use up the whole node's memory.")


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return limited(pod, finding.path, "Limit memory.")
