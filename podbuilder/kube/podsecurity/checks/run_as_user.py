"""Containers must not be told to run as root, unless the pod has its own user namespace.

**Restricted fields:** spec.securityContext.runAsUser and the same of every container

**Allowed values:** anything but 0; since the policy of 1.35 any value if spec.hostUsers is false

Mirrors CheckRunAsUser, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.podsecurity.check import POD_SECURITY, RESTRICTED, Check, Offence, Subject

CHANGE = "Use a user id other than 0, or leave runAsUser out."


def run_as_user_1_35(pod: Subject) -> Iterator[Offence]:
    if not pod.is_in_user_namespace:
        yield from run_as_user_1_23(pod)


def run_as_user_1_23(pod: Subject) -> Iterator[Offence]:
    if pod.security.get("runAsUser") == 0:
        yield Offence(POD_SECURITY.child("runAsUser"), "The pod runs its containers as root.", CHANGE)
    for container in pod.containers:
        if container.security.get("runAsUser") == 0:
            yield Offence(container.at("runAsUser"), f"{container.title} runs as root.", CHANGE)


check = Check(
    id="runAsUser",
    level=RESTRICTED,
    title="Root user",
    reason="a container runs as root",
    versions=((23, run_as_user_1_23), (35, run_as_user_1_35)),
)
