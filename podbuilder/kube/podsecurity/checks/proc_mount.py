"""The usual masks over /proc must stay, except in a pod with its own user namespace.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.procMount

**Allowed values:** Default, undefined; since the policy of 1.35 any value if spec.hostUsers is false

Mirrors CheckProcMountBaseline, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject


def proc_mount_1_35(pod: Subject) -> Iterator[Offence]:
    if not pod.is_in_user_namespace:
        yield from proc_mount_1_0(pod)


def proc_mount_1_0(pod: Subject) -> Iterator[Offence]:
    for container in pod.containers:
        value = container.security.get("procMount")
        if value not in (None, "Default"):
            yield Offence(
                container.at("procMount"),
                f"{container.title} mounts /proc as {quote(value)}.",
                "Remove procMount, or set it to Default.",
            )


check = Check(
    id="procMount",
    level=BASELINE,
    title="Mount of /proc",
    reason="an unmasked /proc",
    versions=((0, proc_mount_1_0), (35, proc_mount_1_35)),
)
