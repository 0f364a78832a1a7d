"""A probe leaves some of its numbers at their defaults.

**Why** Few people know the defaults by heart, so few know when the container is restarted. They are 0, 10, 1, 1 and
3.

**Example** `livenessProbe: {tcpSocket: {port: 80}}`

**Use instead** `livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 10, failureThreshold: 3}` and so on.

**Fix** Safe: writes the defaults. Off by default: the defaults are right for most, and writing them down makes
manifests long.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

NUMBERS = {
    "initialDelaySeconds": 0,
    "periodSeconds": 10,
    "timeoutSeconds": 1,
    "successThreshold": 1,
    "failureThreshold": 3,
}
rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container", "init"),
    default=False,
    foreign={
        "datree": (
            "CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE",
            "CONTAINERS_INCORRECT_PERIODSECONDS_VALUE",
            "CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE",
            "CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE",
            "CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE",
        ),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for _, probe in c.probes:
            if any(name not in probe.fields for name in NUMBERS):
                message = f"This probe of {quote(c.name)} has unset numbers, so readers cannot tell when it acts."
                yield rule.found(probe.path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    probe = pod.container_at(finding.path).fields[str(finding.path[-1])]
    missing = [(name, value) for name, value in NUMBERS.items() if name not in probe]
    return safe("Write down the defaults.", *(set_(finding.path.child(name), value) for name, value in missing))
