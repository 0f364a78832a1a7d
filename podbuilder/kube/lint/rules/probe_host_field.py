"""A probe or hook makes the kubelet call another host.

**Why** The kubelet calls from the node's network, where it reaches what the pod cannot. Since 1.34, Pod Security
forbids this at the baseline level.

**Example** `httpGet: {host: 10.0.0.7, path: /, port: 80}`

**Use instead** No host: the kubelet then calls the pod itself. For a virtual host, use `httpHeaders: [{name: Host,
value: shop.example.com}]`.

**Fix** Safe: removes the host.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.subject import Item, Subject
from podbuilder.kube.manifest import remove_

HOOKS = ("postStart", "preStop")
# On the node's network, these are the pod's own, and what listens there alone is probed by them.
LOOPBACK = ("127.0.0.1", "localhost", "::1")
rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("container", "init"),
    foreign={
        "pod-security": ("hostProbesAndHostLifecycle",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        asked = [item for _, item in c.probes]
        if lifecycle := c.fields.get("lifecycle"):
            asked += (Item(c.path.child("lifecycle", h), lifecycle.get(h) or {}) for h in HOOKS)
        for path, fields in asked:
            for kind in ("httpGet", "tcpSocket"):
                host = (fields.get(kind) or {}).get("host")
                if host and not (pod.spec.get("hostNetwork") and host in LOOPBACK):
                    message = (
                        "The kubelet calls this host from the node's network, where it reaches what the pod cannot."
                    )
                    yield rule.found(path.child(kind, "host"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Call the pod itself.", remove_(finding.path))
