"""A container listens on a port below 1024.

**Why** On Linux, this used to require root or a capability. Current runtimes allow it to everyone; others may not.

**Example** `ports: [{containerPort: 80}]`

**Use instead** `containerPort: 8080`, and a Service that exposes it as port 80.

**Fix** None: the app itself has to listen on another port. Off by default: what an app listens on matters little inside
its own network.

**See** https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
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
        "kube-linter": ("privileged-ports",),
        "trivy": ("KSV-0117",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in () if pod.is_windows else pod.planned:
        for port in c.items("ports"):
            number = port.fields.get("containerPort")
            if number and number < 1024:
                message = f"{c.title} listens on port {number}, which may require root."
                yield rule.found(port.path.child("containerPort"), message)
