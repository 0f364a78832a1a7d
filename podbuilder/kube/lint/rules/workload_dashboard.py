"""The pod is the Kubernetes dashboard.

**Why** Anyone who reaches it can do whatever its service account may do. It has been left open to the internet more
than once, and the project is retired.

**Example** `image: kubernetesui/dashboard:v2.7.0`

**Use instead** A client on your own machine, with your own rights.

**Fix** None: whether to remove it is your decision.

**See** https://github.com/kubernetes-retired/dashboard
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import METADATA, Subject

NAMES = ("kubernetes-dashboard", "kubernetesui")
rule = Rule(
    __name__,
    INFO,
    "images",
    ("container", "init", "metadata"),
    foreign={
        "checkov": ("CKV_K8S_33",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if c.image and any(name in c.image.repository for name in NAMES):
            message = "This is the Kubernetes dashboard, a way in for anyone who can reach it."
            yield rule.found(c.path.child("image"), message)
            return
    if NAMES[0] in (pod.labels.get("app"), pod.labels.get("k8s-app")):
        message = "The labels are those of the Kubernetes dashboard, a way in for anyone who can reach it."
        yield rule.found(METADATA.child("labels"), message)
