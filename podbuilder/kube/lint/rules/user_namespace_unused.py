"""Root in the pod is root on the node.

**Why** In its own user namespace, the pod's root has no rights outside, which makes many flaws of runtimes less
dangerous.

**Example** No `hostUsers`.

**Use instead** `hostUsers: false` (Kubernetes 1.33, with a runtime and file systems that support it).

**Fix** Assisted: sets it to false, unless the pod uses the node's namespaces or raw block devices. Off by default: it
needs nodes whose kernel and runtime can do it.

**See** https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
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
        message = "The pod shares the node's user namespace, so root in the pod is root on the node."
        yield rule.found(SPEC.child("hostUsers"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    devices = any(c.fields.get("volumeDevices") for c in pod.containers)
    if devices or any(pod.spec.get(name) for name in HOST):
        return None
    return assisted("Give it a user namespace of its own.", set_(finding.path, False))
