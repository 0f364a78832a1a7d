"""A pod on its node's network cannot find Services by name.

**Why** With `hostNetwork`, the policy ClusterFirst, which is the default, falls back to the DNS of the node.

**Example** `hostNetwork: true` and no `dnsPolicy`.

**Use instead** `dnsPolicy: ClusterFirstWithHostNet`; `dnsPolicy: Default` says that the node's DNS is meant.

**Fix** Assisted: sets ClusterFirstWithHostNet. What serves DNS itself, or runs before it, needs Default.

**See** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.components import is_component
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, WARNING, "networking", ("pod",))


def check(pod: Subject) -> Iterator[Finding]:
    policy = pod.spec.get("dnsPolicy") or "ClusterFirst"
    if pod.spec.get("hostNetwork") is not True or policy != "ClusterFirst" or pod.is_windows:
        return
    # They run before there is any DNS, or serve the node alone.
    if not is_component(pod):
        message = "On the node's network this pod asks the node's DNS, which does not know the names of Services."
        yield rule.found(SPEC.child("dnsPolicy"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Ask the cluster's DNS.", set_(finding.path, "ClusterFirstWithHostNet"))
