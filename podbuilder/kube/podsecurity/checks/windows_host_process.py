"""Windows containers must not run as processes of the host.

**Restricted fields:** spec.securityContext.windowsOptions.hostProcess and the same of every container

**Allowed values:** false, undefined

Mirrors CheckWindowsHostProcess, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.podsecurity.check import BASELINE, POD_SECURITY, Check, Offence, Subject

CHANGE = "Remove hostProcess, or set it to false."


def windows_host_process_1_0(pod: Subject) -> Iterator[Offence]:
    if _is_host_process(pod.security):
        said = "The pod runs its containers as processes of the host."
        yield Offence(POD_SECURITY.child("windowsOptions", "hostProcess"), said, CHANGE)
    for container in pod.containers:
        if _is_host_process(container.security):
            said = f"{container.title} runs as a process of the host."
            yield Offence(container.at("windowsOptions", "hostProcess"), said, CHANGE)


def _is_host_process(security: dict[str, Any]) -> bool:
    return bool((security.get("windowsOptions") or {}).get("hostProcess"))


check = Check(
    id="windowsHostProcess",
    level=BASELINE,
    title="Windows host processes",
    reason="a process of the Windows host",
    versions=((0, windows_host_process_1_0),),
)
