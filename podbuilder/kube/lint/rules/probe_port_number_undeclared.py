"""A probe uses a port number that the container does not list.

**Why** The probe works anyway. But whoever reads the ports misses this one, and network policies are written from
such lists.

**Example** `tcpSocket: {port: 9090}` and only 8080 among the ports.

**Use instead** `ports: [{containerPort: 9090}]`

**Fix** Safe: lists the port. Off by default: a number need not be declared.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container", "init"),
    default=False,
    foreign={"kube-linter": ("liveness-port", "readiness-port", "startup-port")},
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        numbers = {p.fields.get("containerPort") for p in c.items("ports") if p.fields.get("protocol", "TCP") == "TCP"}
        for _, probe in c.probes:
            for kind in ("httpGet", "tcpSocket", "grpc"):
                port = (probe.fields.get(kind) or {}).get("port")
                number = whole_number(str(port))
                if number is not None and number not in numbers:
                    message = (
                        f"{c.title} does not list port {port}, which this probe uses, so readers of its ports miss it."
                    )
                    yield rule.found(probe.path.child(kind, "port"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c = pod.container_at(finding.path)
    if not c.fields.get("ports") and not c.fields.get("readinessProbe"):
        return None  # With a port, it would need a readiness probe, too.
    probe, kind = finding.path[-3:-1]
    port = int(c.fields[str(probe)][kind]["port"])
    where = c.path.child("ports").index(len(c.fields.get("ports") or ()))
    return safe("List the port.", set_(where, {"containerPort": port}))
