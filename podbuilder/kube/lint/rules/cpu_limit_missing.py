"""A container can use as much CPU as the node has to spare.

**Why** This advice is disputed. With a limit, a container's speed is predictable; without one, no container is
slowed down while the node is idle. Requests alone already share a busy node fairly.

**Example** `resources: {requests: {cpu: 100m}}`

**Use instead** `resources: {requests: {cpu: 100m}, limits: {cpu: 500m}}`, if your cluster expects limits.

**Fix** Assisted: proposes the request as the limit. Off by default: many teams set no CPU limits on purpose;
cpu-limit-set says why.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.resource_proposals import limited, missing_limits
from podbuilder.kube.lint.rule import INFO, Patch, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "resources",
    ("pod", "container", "init"),
    default=False,
    foreign={
        "kube-score": (
            "container-resources",
            "container-cpu-requests-equal-limits",
            "container-resource-requests-equal-limits",
        ),
        "polaris": ("cpuLimitsMissing",),
        "kubesec": ("LimitsCPU",),
        "checkov": ("CKV_K8S_11",),
        "trivy": ("KSV-0011",),
        "datree": ("CONTAINERS_MISSING_CPU_LIMIT_KEY",),
        "kubescape": ("C-0009", "C-0050", "C-0270"),
        "kyverno": ("require-cpu-limits",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in missing_limits(pod, "cpu"):
        path = c.path.child("resources", "limits").key("cpu")
        yield rule.found(
            path, f"{c.title} has no CPU limit, so it can take all the CPU that other containers leave idle."
        )


def fix(pod: Subject, finding: Finding) -> Patch | None:
    return limited(pod, finding.path, "Limit CPU.")
