"""Probes and lifecycle hooks must not make the kubelet call another host than the pod.

**Restricted fields:** the `host` of httpGet and tcpSocket in livenessProbe, readinessProbe, startupProbe,
lifecycle.postStart and lifecycle.preStop of every container

**Allowed values:** empty, undefined

Mirrors CheckHostProbesAndHostLifecycle, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject

HANDLERS = (
    ("livenessProbe",),
    ("readinessProbe",),
    ("startupProbe",),
    ("lifecycle", "postStart"),
    ("lifecycle", "preStop"),
)


def host_probes_and_host_lifecycle_1_34(pod: Subject) -> Iterator[Offence]:
    for container in pod.containers:
        for names in HANDLERS:
            handler = container.fields
            for name in names:
                handler = handler.get(name) or {}
            for action in ("httpGet", "tcpSocket"):
                host = (handler.get(action) or {}).get("host")
                if host:
                    yield Offence(
                        container.path.child(*names, action, "host"),
                        f"{container.title} makes its {names[-1]} call the host {quote(host)}.",
                        "Remove the host, so that the kubelet calls the pod itself.",
                    )


check = Check(
    id="hostProbesAndHostLifecycle",
    level=BASELINE,
    title="Hosts in probes and hooks",
    reason="a probe or hook names a host",
    versions=((34, host_probes_and_host_lifecycle_1_34),),
)
