"""Ports of the node must not be used.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].ports[*].hostPort

**Allowed values:** 0, undefined

With `hostNetwork: true` the server sets every hostPort to its containerPort, so those ports offend as well.

Mirrors CheckHostPorts, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject


def host_ports_1_0(pod: Subject) -> Iterator[Offence]:
    change = "Do not share the host network, which makes every port a host port." if pod.spec.get("hostNetwork") else ""
    for container in pod.containers:
        for i, port in enumerate(container.fields.get("ports") or ()):
            if port.get("hostPort"):
                yield Offence(
                    container.path.child("ports").index(i).child("hostPort"),
                    f"{container.title} uses port {port['hostPort']} of the node.",
                    change or "Remove the hostPort; a Service reaches the container without it.",
                )


check = Check(
    id="hostPorts",
    level=BASELINE,
    title="Host ports",
    reason="a port of the node is used",
    versions=((0, host_ports_1_0),),
)
