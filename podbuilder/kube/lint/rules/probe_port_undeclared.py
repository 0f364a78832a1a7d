"""A probe uses a port name that the container does not have.

**Why** The kubelet cannot look up the number, so the probe always fails: the container is restarted again and
again, or never gets traffic. A number need not be declared.

**Example** `httpGet: {port: web}` and no port called web.

**Use instead** The number, or a name from the container's ports.

**Fix** Assisted: proposes the container's first port.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    CRITICAL,
    "reliability",
    ("container", "init"),
    foreign={
        "kube-linter": ("liveness-port", "readiness-port", "startup-port"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if not c.probes:
            continue
        names = {port.fields.get("name") for port in c.items("ports")}
        for _, probe in c.probes:
            for kind in ("httpGet", "tcpSocket"):
                port = (probe.fields.get(kind) or {}).get("port")
                if isinstance(port, str) and whole_number(port) is None and port not in names:
                    message = f"{c.title} has no port called {quote(port)}, so this probe always fails."
                    yield rule.found(probe.path.child(kind, "port"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    ports = [port.fields for port in pod.container_at(finding.path).items("ports")]
    if not ports:
        return None
    return assisted("Use a port that exists.", set_(finding.path, ports[0].get("name") or ports[0]["containerPort"]))
