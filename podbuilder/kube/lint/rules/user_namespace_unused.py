"""Root in the pod is root on the node.

**Why** In a user namespace of its own the pod's root is nobody outside, which takes the edge off many flaws of
runtimes.

**Example** No `hostUsers`.

**Use instead** `hostUsers: false` (Kubernetes 1.33, with a runtime and file systems that can do it).

**Fix** Assisted: sets it to false; not beside the host's namespaces.

**See** https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.containers import SPEC
from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    since="1.33",
    default=False,
    foreign={
        "kubesec": ("HostUsers",),
    },
)
HOST = ("hostNetwork", "hostPID", "hostIPC")


def check(pod: Subject) -> Iterator[Finding]:
    if pod.linux and not pod.has_user_namespace:
        message = "Root in the pod is root on the node, since they share a user namespace."
        yield rule.found(SPEC.child("hostUsers"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    devices = any(c.fields.get("volumeDevices") for c in pod.containers)
    if devices or any(pod.spec.get(name) for name in HOST):
        return None
    return assisted("Give it a user namespace of its own.", set_(finding.path, False))
