"""The SELinux type must be one for containers; user and role must not be set.

**Restricted fields:** spec.securityContext.seLinuxOptions.type and the same of every container

**Allowed values:** empty, undefined, container_t, container_init_t, container_kvm_t; since 1.31 container_engine_t

**Restricted fields:** spec.securityContext.seLinuxOptions.{user,role} and the same of every container

**Allowed values:** empty, undefined

Mirrors CheckSELinuxOptions, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, POD_SECURITY, Check, Offence, Subject

TYPES_1_0 = ("container_t", "container_init_t", "container_kvm_t")
TYPES_1_31 = (*TYPES_1_0, "container_engine_t")


def se_linux_options_1_31(pod: Subject) -> Iterator[Offence]:
    yield from _options(pod, TYPES_1_31)


def se_linux_options_1_0(pod: Subject) -> Iterator[Offence]:
    yield from _options(pod, TYPES_1_0)


def _options(pod: Subject, types: tuple[str, ...]) -> Iterator[Offence]:
    yield from _options_of("The pod", pod.security, POD_SECURITY, types)
    for container in pod.containers:
        yield from _options_of(container.title, container.security, container.at(), types)


def _options_of(who: str, security: dict[str, Any], path: FieldPath, types: tuple[str, ...]) -> Iterator[Offence]:
    options = security.get("seLinuxOptions") or {}
    for field in ("type", "user", "role"):
        value = options.get(field)
        if value and not (field == "type" and value in types):
            change = f"Use one of {', '.join(types)}, or leave it out." if field == "type" else "Leave it out."
            yield Offence(
                path.child("seLinuxOptions", field), f"{who} sets the SELinux {field} {quote(value)}.", change
            )


check = Check(
    id="seLinuxOptions",
    level=BASELINE,
    title="SELinux options",
    reason="forbidden SELinux options",
    versions=((0, se_linux_options_1_0), (31, se_linux_options_1_31)),
)
