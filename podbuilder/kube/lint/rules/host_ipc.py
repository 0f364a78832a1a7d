"""A pod shares the memory segments and semaphores of its node.

**Why** It can read and change what other programs on the node keep there.

**Example** `hostIPC: true`

**Use instead** An emptyDir with `medium: Memory`, if the pod's own containers need to share memory.

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
        "kube-linter": ("host-ipc",),
        "polaris": ("hostIPCSet",),
        "kubesec": ("HostIPC",),
        "checkov": ("CKV_K8S_18",),
        "trivy": ("KSV-0008",),
        "datree": ("CONTAINERS_INCORRECT_HOSTIPC_VALUE_TRUE",),
        "kubescape": ("C-0038", "C-0276"),
        "kyverno": ("disallow-host-namespaces",),
        "pod-security": ("hostNamespaces",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get("hostIPC") is True:
        message = "The pod shares the node's memory segments, so it can read and change what other programs keep there."
        yield rule.found(SPEC.child("hostIPC"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Use only the pod's own memory.", remove_(finding.path))
