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
                if (fields.get(kind) or {}).get("host"):
                    message = (
                        "The kubelet calls this host from the node's network, where it reaches what the pod cannot."
                    )
                    yield rule.found(path.child(kind, "host"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Call the pod itself.", remove_(finding.path))
