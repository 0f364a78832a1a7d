"""The filter for system calls must not be turned off.

**Restricted fields:** spec.securityContext.seccompProfile.type and the same of every container

**Allowed values:** RuntimeDefault, Localhost, undefined

Before 1.19, the policy read annotations; no supported version is that old.

Mirrors CheckSeccompBaseline, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, POD_SECURITY, Check, Offence, Subject

ALLOWED = ("RuntimeDefault", "Localhost")
CHANGE = "Use RuntimeDefault or Localhost."


def seccomp_profile_baseline_1_19(pod: Subject) -> Iterator[Offence]:
    bad = forbidden_type(pod.security)
    if bad is not None:
        path = POD_SECURITY.child("seccompProfile", "type")
        yield Offence(path, f"The pod asks for the seccomp profile {quote(bad)}.", CHANGE)
    for container in pod.containers:
        bad = forbidden_type(container.security)
        if bad is not None:
            path = container.at("seccompProfile", "type")
            yield Offence(path, f"{container.title} asks for the seccomp profile {quote(bad)}.", CHANGE)


def forbidden_type(security: dict[str, Any]) -> str | None:
    """The type of the seccomp profile in a security context, if it is not an allowed one."""
    profile = security.get("seccompProfile")
    kind = None if profile is None else profile.get("type", "")
    return None if kind in ALLOWED else kind


check = Check(
    id="seccompProfile_baseline",
    level=BASELINE,
    title="Seccomp profile",
    reason="a forbidden seccomp profile",
    versions=((19, seccomp_profile_baseline_1_19),),
)
