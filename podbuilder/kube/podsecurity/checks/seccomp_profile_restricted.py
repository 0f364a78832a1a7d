"""System calls must be filtered, by the runtime's default profile or a local one.

**Restricted fields:** spec.securityContext.seccompProfile.type and the same of every container

**Allowed values:** RuntimeDefault, Localhost; a container may leave it out if the pod sets it

Mirrors CheckSeccompProfileRestricted, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.podsecurity.check import POD_SECURITY, RESTRICTED, Check, Offence, Subject
from podbuilder.kube.podsecurity.checks.seccomp_profile_baseline import seccomp_profile_baseline_1_19


def seccomp_profile_restricted_1_25(pod: Subject) -> Iterator[Offence]:
    """The field cannot be set on Windows, so leaving it out is no offence there."""
    if not pod.is_windows:
        yield from seccomp_profile_restricted_1_19(pod)


def seccomp_profile_restricted_1_19(pod: Subject) -> Iterator[Offence]:
    yield from seccomp_profile_baseline_1_19(pod)
    if pod.security.get("seccompProfile") is not None:
        return
    unset = [container for container in pod.containers if container.security.get("seccompProfile") is None]
    if unset:
        yield Offence(
            POD_SECURITY.child("seccompProfile", "type"),
            "Neither the pod nor every container sets a seccomp profile.",
            "Set the type to RuntimeDefault for the whole pod.",
        )
    for container in unset:
        said = f"{container.title} sets no seccomp profile."
        yield Offence(container.at("seccompProfile", "type"), said, "Or set the type to RuntimeDefault here.")


check = Check(
    id="seccompProfile_restricted",
    level=RESTRICTED,
    title="Seccomp profile",
    reason="system calls are not filtered",
    versions=((19, seccomp_profile_restricted_1_19), (25, seccomp_profile_restricted_1_25)),
    overrides=("seccompProfile_baseline",),
)
