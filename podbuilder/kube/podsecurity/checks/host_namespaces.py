"""The node's network, processes and shared memory must not be shared.

**Restricted fields:** spec.hostNetwork, spec.hostPID, spec.hostIPC

**Allowed values:** false, undefined

Mirrors CheckHostNamespaces, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject

SHARED = {"hostNetwork": "network", "hostPID": "process", "hostIPC": "IPC"}


def host_namespaces_1_0(pod: Subject) -> Iterator[Offence]:
    for field, namespace in SHARED.items():
        if pod.spec.get(field):
            yield Offence(
                SPEC.child(field),
                f"The pod shares the node's {namespace} namespace.",
                f"Remove {field}, or set it to false.",
            )


check = Check(
    id="hostNamespaces",
    level=BASELINE,
    title="Host namespaces",
    reason="a namespace of the node is shared",
    versions=((0, host_namespaces_1_0),),
)
