"""Every external host name is looked up several times.

**Why** Pods first try a name with fewer than five dots in each of the cluster's own domains. For example.com, that
is four useless queries.

**Example** No `dnsConfig`.

**Use instead** `dnsConfig: {options: [{name: ndots, value: "2"}]}`; names such as `web.shop` still work.

**Fix** Assisted: sets ndots to 2. Off by default: it saves look-ups only where many external names are asked for.

**See** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
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
    "networking",
    ("pod",),
    default=False,
    foreign={
        "kube-linter": ("dnsconfig-options",),
        "kyverno": ("add-ndots", "change-dns-config-policy"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    options = (pod.spec.get("dnsConfig") or {}).get("options") or ()
    if not any(option.get("name") == "ndots" for option in options):
        message = (
            "External host names are first looked up in all of the cluster's own domains, which costs useless queries."
        )
        yield rule.found(SPEC.child("dnsConfig", "options"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    options = (pod.spec.get("dnsConfig") or {}).get("options") or ()
    return assisted("Set ndots to 2.", set_(finding.path.index(len(options)), {"name": "ndots", "value": "2"}))
