"""Capabilities beyond the default set, and NET_RAW, must not be added.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.capabilities.add

**Allowed values:** undefined, empty, or those of the default set

Mirrors CheckCapabilitiesBaseline, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core import capability_names
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject


def capabilities_baseline_1_0(pod: Subject) -> Iterator[Offence]:
    for container in pod.containers:
        added = (container.security.get("capabilities") or {}).get("add") or ()
        for i, capability in enumerate(added):
            if capability not in capability_names.BASELINE:
                yield Offence(
                    container.at("capabilities", "add").index(i),
                    f"{container.title} adds the capability {cut(capability)}.",
                    f"Do not add {cut(capability)}; only capabilities of the default set may be added.",
                )


check = Check(
    id="capabilities_baseline",
    level=BASELINE,
    title="Capabilities",
    reason="capabilities beyond the default set",
    versions=((0, capabilities_baseline_1_0),),
)
