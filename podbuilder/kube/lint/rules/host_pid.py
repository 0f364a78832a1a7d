"""A pod sees the processes of its node.

**Why** It can read the environment of those processes, passwords included, and send signals to them.

**Example** `hostPID: true`

**Use instead** `shareProcessNamespace: true`, if the pod's own containers need to see each other.

**Fix** Safe: removes it.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod",),
    foreign={
        "kube-linter": ("host-pid",),
        "polaris": ("hostPIDSet",),
        "kubesec": ("HostPID",),
        "checkov": ("CKV_K8S_17",),
        "trivy": ("KSV-0010",),
        "datree": ("CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE",),
        "kubescape": ("C-0038", "C-0275"),
        "kyverno": ("disallow-host-namespaces",),
        "pod-security": ("hostNamespaces",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get("hostPID") is True:
        yield rule.found(SPEC.child("hostPID"), "The pod sees the node's processes, so it can read their environment.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Hide the node's processes.", remove_(finding.path))
