"""The pod has its own list of host names.

**Why** Names that everything else looks up in DNS mean something else here, and the list is easily forgotten when
an address changes.

**Example** `hostAliases: [{ip: 10.0.0.7, hostnames: [db]}]`

**Use instead** A Service without a selector, or an entry in DNS.

**Fix** None: the name must first be known elsewhere. Off by default: it is at times the only way to reach a host
without DNS.

**See** https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    default=False,
    foreign={
        "kubesec": ("HostAliases",),
        "trivy": ("KSV-0007",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get("hostAliases"):
        message = "The pod has its own list of host names, so some names lead elsewhere than in other pods."
        yield rule.found(SPEC.child("hostAliases"), message)
