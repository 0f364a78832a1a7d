"""A pod shares the network of its node.

**Why** It can listen to the node's traffic, reach services that trust only the node, and bypass network policies.

**Example** `hostNetwork: true`

**Use instead** A Service, or a hostPort if it must be the node's address.

**Fix** Assisted: removes it, along with a dnsPolicy and host ports that only make sense with it.

**See** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod",),
    foreign={
        "kube-linter": ("host-network",),
        "polaris": ("hostNetworkSet",),
        "kubesec": ("HostNetwork",),
        "checkov": ("CKV_K8S_19",),
        "trivy": ("KSV-0009",),
        "datree": ("CONTAINERS_INCORRECT_HOSTNETWORK_VALUE_TRUE",),
        "kubescape": ("C-0041",),
        "kyverno": ("disallow-host-namespaces",),
        "pod-security": ("hostNamespaces",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get("hostNetwork") is True:
        message = "The pod shares the node's network, so it can listen to the node's traffic."
        yield rule.found(SPEC.child("hostNetwork"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    holders = [pod.security, *(c.security for c in pod.containers)]
    if any((h.get("windowsOptions") or {}).get("hostProcess") for h in holders):
        return None  # Processes of a Windows node have no network of their own.
    edits = [remove_(finding.path)]
    if pod.spec.get("dnsPolicy") == "ClusterFirstWithHostNet":
        edits.append(remove_(SPEC.child("dnsPolicy")))
    # The node's network turned these ports into the node's; a Service takes their place.
    ports = [port for c in pod.containers for port in c.items("ports") if port.fields.get("hostPort")]
    edits += [remove_(port.path.child("hostPort")) for port in ports]
    return assisted("Give the pod a network of its own.", *edits)
