"""A Windows container runs as a process of the node.

**Why** It has the node's files and network, and often system rights. It is what a privileged container is on Linux.

**Example** `windowsOptions: {hostProcess: true}`

**Use instead** An ordinary container, or a service of the node.

**Fix** Safe: sets it to false everywhere, since all containers of a pod must agree, and sets the user to
ContainerUser.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "polaris": ("hostProcess",),
        "trivy": ("KSV-0103",),
        "datree": ("EKS_INVALID_HOSTPROCESS_VALUE",),
        "kubescape": ("C-0211",),
        "kyverno": ("disallow-host-process",),
        "pod-security": ("windowsHostProcess",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for path in _places(pod):
        yield rule.found(
            path, "With hostProcess, a container runs as a process of the node and has its files and network."
        )


def _places(pod: Subject) -> Iterator[FieldPath]:
    for path, options in pod.stating("windowsOptions"):
        if options.get("hostProcess") is True:
            yield path.child("hostProcess")


def fix(pod: Subject, finding: Finding) -> Patch:
    edits = []
    for path in _places(pod):
        # Host processes run under accounts of the node, which do not exist inside a container.
        edits += [set_(path, False), set_(path.parent.child("runAsUserName"), "ContainerUser")]
    return safe("Run it in a container, as an ordinary user.", *edits)
