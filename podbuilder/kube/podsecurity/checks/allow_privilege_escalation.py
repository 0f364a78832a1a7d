"""A process must not gain more privileges than its parent, as it could through a set-user-ID file.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.allowPrivilegeEscalation

**Allowed values:** false

Mirrors CheckAllowPrivilegeEscalation, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.podsecurity.check import RESTRICTED, Check, Offence, Subject


def allow_privilege_escalation_1_25(pod: Subject) -> Iterator[Offence]:
    """The field cannot be set on Windows, so leaving it out is no offence there."""
    if not pod.is_windows:
        yield from allow_privilege_escalation_1_8(pod)


def allow_privilege_escalation_1_8(pod: Subject) -> Iterator[Offence]:
    for container in pod.containers:
        if container.security.get("allowPrivilegeEscalation") is not False:
            yield Offence(
                container.at("allowPrivilegeEscalation"),
                f"{container.title} can gain more privileges than it starts with.",
                "Set allowPrivilegeEscalation to false.",
            )


check = Check(
    id="allowPrivilegeEscalation",
    level=RESTRICTED,
    title="Privilege escalation",
    reason="privilege escalation is allowed",
    versions=((8, allow_privilege_escalation_1_8), (25, allow_privilege_escalation_1_25)),
)
