"""Containers must be required not to run as root, unless the pod has its own user namespace.

**Restricted fields:** spec.securityContext.runAsNonRoot and the same of every container

**Allowed values:** true; a container may leave it out if the pod has true; since the policy of 1.35 any value
if spec.hostUsers is false

Mirrors CheckRunAsNonRoot, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.podsecurity.check import POD_SECURITY, RESTRICTED, Check, Offence, Subject

CHANGE = "Set runAsNonRoot to true."


def run_as_non_root_1_35(pod: Subject) -> Iterator[Offence]:
    if not pod.is_in_user_namespace:
        yield from run_as_non_root_1_0(pod)


def run_as_non_root_1_0(pod: Subject) -> Iterator[Offence]:
    of_pod = pod.security.get("runAsNonRoot")
    unset = []
    if of_pod is False:
        yield Offence(POD_SECURITY.child("runAsNonRoot"), "The pod allows its containers to run as root.", CHANGE)
    for container in pod.containers:
        of_container = container.security.get("runAsNonRoot")
        if of_container is False:
            yield Offence(container.at("runAsNonRoot"), f"{container.title} is allowed to run as root.", CHANGE)
        elif of_container is None and of_pod is None:
            unset.append(container)
    if unset:
        yield Offence(
            POD_SECURITY.child("runAsNonRoot"),
            "Neither the pod nor every container requires a user other than root.",
            "Set runAsNonRoot to true for the whole pod.",
        )
    for container in unset:
        said = f"{container.title} does not require a user other than root."
        yield Offence(container.at("runAsNonRoot"), said, "Or set runAsNonRoot to true here.")


check = Check(
    id="runAsNonRoot",
    level=RESTRICTED,
    title="Users other than root",
    reason="running as root is not ruled out",
    versions=((0, run_as_non_root_1_0), (35, run_as_non_root_1_35)),
)
