"""A container uses a port of its node.

**Why** Only one such pod fits on a node, anything that reaches the node reaches the container, and network policies
often do not apply.

**Example** `ports: [{containerPort: 8080, hostPort: 80}]`

**Use instead** A Service, or a port that your team allows (`allowedHostPorts`). With `hostNetwork: true`, every port
belongs to the node anyway.

**Fix** Safe: removes hostPort and hostIP.

**See** https://kubernetes.io/docs/concepts/configuration/overview/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init", "ephemeral"),
    foreign={
        "polaris": ("hostPortSet",),
        "checkov": ("CKV_K8S_26",),
        "trivy": ("KSV-0024",),
        "datree": ("CONTAINERS_INCORRECT_KEY_HOSTPORT",),
        "kubescape": ("C-0044",),
        "kyverno": ("disallow-host-ports", "disallow-host-ports-range"),
        "pod-security": ("hostPorts",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for port in c.items("ports"):
            number = port.fields.get("hostPort")
            if number and not pod.spec.get("hostNetwork") and not _is_allowed(pod, number):
                message = f"{c.title} uses port {number} of its node, so {_room(pod)}."
                yield rule.found(port.path.child("hostPort"), message)


def _is_allowed(pod: Subject, number: int) -> bool:
    return any(low <= number <= high for low, high in pod.settings.allowed_host_ports)


def _room(pod: Subject) -> str:
    copies = pod.around.replicas or 1
    return f"its {copies} pods need {copies} nodes" if copies > 1 else "only one such pod fits on each node"


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Stop using the node's port.", remove_(finding.path), remove_(finding.path.parent.child("hostIP")))
