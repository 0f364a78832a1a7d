"""A container offers SSH.

**Why** SSH is a second way in, with its own keys and users, which Kubernetes' access rules and logs do not cover.

**Example** `ports: [{containerPort: 22}]`

**Use instead** `kubectl exec`, and `kubectl debug` where an image has no shell.

**Fix** None: the image has to do without its SSH server. Off by default: a port in a list proves no SSH server.

**See** https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "security",
    ("container", "init"),
    default=False,
    foreign={
        "kube-linter": ("ssh-port",),
        "kubescape": ("C-0042",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for port in c.items("ports"):
            if port.fields.get("containerPort") == 22 and port.fields.get("protocol", "TCP") == "TCP":
                message = f"{c.title} offers SSH, a way in that Kubernetes' access rules and logs do not cover."
                yield rule.found(port.path.child("containerPort"), message)
