"""Containers must not be privileged, which turns off most protection.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.privileged

**Allowed values:** false, undefined

Mirrors CheckPrivileged, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject


def privileged_1_0(pod: Subject) -> Iterator[Offence]:
    for container in pod.containers:
        if container.security.get("privileged"):
            yield Offence(
                container.at("privileged"),
                f"{container.title} is privileged.",
                "Remove privileged, or set it to false.",
            )


check = Check(
    id="privileged",
    level=BASELINE,
    title="Privileged containers",
    reason="a privileged container",
    versions=((0, privileged_1_0),),
)
