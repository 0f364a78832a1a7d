"""No SELinux options are set for a container.

**Why** On nodes with SELinux, the runtime chooses a type and a separate level for each pod, which is almost always
right.

**Example** `securityContext: {}`

**Use instead** `seLinuxOptions: {level: "s0:c123,c456"}`, if pods share files on such nodes.

**Fix** None: it depends on the nodes. Off by default: the runtime chooses a label of its own for each container.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
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
    ("pod", "container", "init"),
    default=False,
    foreign={
        "kubescape": ("C-0211",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for path, _, whom in pod.failing("seLinuxOptions", lambda options: not options, pod.linux):
        yield rule.found(path, f"{whom} has no SELinux options, so the runtime chooses them.")
