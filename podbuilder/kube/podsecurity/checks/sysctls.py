"""Kernel parameters are limited to those that concern the pod alone.

**Restricted fields:** spec.securityContext.sysctls[*].name

**Allowed values:** those in ALLOWED of the policy's version

Mirrors CheckSysctls, Kubernetes v1.36, pod-security-admission/policy; the policy of 1.37 as of v0.37.0-alpha.2.
"""

from collections.abc import Iterator

from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, POD_SECURITY, Check, Offence, Subject

ALLOWED_1_0 = {
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_syncookies",
}
ALLOWED_1_27 = ALLOWED_1_0 | {"net.ipv4.ip_local_reserved_ports"}
ALLOWED_1_29 = ALLOWED_1_27 | {
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_keepalive_time",
}
ALLOWED_1_32 = ALLOWED_1_29 | {"net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"}
ALLOWED_1_37 = ALLOWED_1_32 | {"net.ipv4.tcp_notsent_lowat", "net.ipv4.tcp_slow_start_after_idle"}


def sysctls_1_37(pod: Subject) -> Iterator[Offence]:
    yield from _sysctls(pod, ALLOWED_1_37)


def sysctls_1_32(pod: Subject) -> Iterator[Offence]:
    yield from _sysctls(pod, ALLOWED_1_32)


def sysctls_1_29(pod: Subject) -> Iterator[Offence]:
    yield from _sysctls(pod, ALLOWED_1_29)


def sysctls_1_27(pod: Subject) -> Iterator[Offence]:
    yield from _sysctls(pod, ALLOWED_1_27)


def sysctls_1_0(pod: Subject) -> Iterator[Offence]:
    yield from _sysctls(pod, ALLOWED_1_0)


def _sysctls(pod: Subject, allowed: set[str]) -> Iterator[Offence]:
    for i, sysctl in enumerate(pod.security.get("sysctls") or ()):
        # sic: the name is compared as written, so a slash in place of a dot is an offence.
        name = sysctl.get("name", "")
        if name not in allowed:
            yield Offence(
                POD_SECURITY.child("sysctls").index(i).child("name"),
                f"The pod sets the kernel parameter {quote(name)}.",
                "Remove it, or set it on the node.",
            )


check = Check(
    id="sysctls",
    level=BASELINE,
    title="Kernel parameters",
    reason="forbidden kernel parameters",
    versions=(
        (0, sysctls_1_0),
        (27, sysctls_1_27),
        (29, sysctls_1_29),
        (32, sysctls_1_32),
        (37, sysctls_1_37),
    ),
)
