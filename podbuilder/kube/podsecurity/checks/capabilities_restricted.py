"""Containers must drop all capabilities and may add back only NET_BIND_SERVICE.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.capabilities.drop

**Allowed values:** must include ALL

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.capabilities.add

**Allowed values:** undefined, empty, NET_BIND_SERVICE

Mirrors CheckCapabilitiesRestricted, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core import capability_names
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.podsecurity.check import RESTRICTED, Check, Offence, Subject


def capabilities_restricted_1_25(pod: Subject) -> Iterator[Offence]:
    """The field cannot be set on Windows, so leaving it out is no offence there."""
    if not pod.is_windows:
        yield from capabilities_restricted_1_22(pod)


def capabilities_restricted_1_22(pod: Subject) -> Iterator[Offence]:
    for container in pod.containers:
        capabilities = container.security.get("capabilities") or {}
        # sic: only capital letters count, and CAP_ALL does not.
        if "ALL" not in (capabilities.get("drop") or ()):
            yield Offence(
                container.at("capabilities", "drop"),
                f"{container.title} does not drop all capabilities.",
                "Drop ALL.",
            )
        for i, capability in enumerate(capabilities.get("add") or ()):
            if capability != capability_names.RESTRICTED:
                yield Offence(
                    container.at("capabilities", "add").index(i),
                    f"{container.title} adds the capability {cut(capability)}.",
                    f"Do not add {cut(capability)}; only {capability_names.RESTRICTED} may be added.",
                )


check = Check(
    id="capabilities_restricted",
    level=RESTRICTED,
    title="Capabilities",
    reason="capabilities that are not dropped",
    versions=((22, capabilities_restricted_1_22), (25, capabilities_restricted_1_25)),
    overrides=("capabilities_baseline",),
)
