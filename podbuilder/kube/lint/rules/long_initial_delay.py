"""A liveness probe waits a long time before its first check.

**Why** The container goes unchecked for that long after every start, even a quick one. If a start takes longer, the
container is killed in the middle of it.

**Example** `livenessProbe: {initialDelaySeconds: 120}`

**Use instead** A startup probe, which checks often until the app is up and only then lets the liveness probe begin.

**Fix** Assisted: turns the delay into a startup probe that makes the same check every 5 seconds, for twice as long
as the delay.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.probes import handler
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_

LONG, EVERY = 30, 5
rule = Rule(__name__, INFO, "reliability", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        delay = (c.fields.get("livenessProbe") or {}).get("initialDelaySeconds") or 0
        if delay > LONG and not c.fields.get("startupProbe"):
            path = c.path.child("livenessProbe", "initialDelaySeconds")
            message = (
                f"{c.title} is not checked for {delay} s after it starts, and is killed if its start takes longer."
            )
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c = pod.container_at(finding.path)
    probe = c.fields["livenessProbe"]
    kind, asked = handler(probe)
    port = str(asked.get("port", 0))
    if asked.get("host") or not (
        whole_number(port) is not None or any(p.fields.get("name") == port for p in c.items("ports"))
    ):
        return None  # A probe that is itself wrong must not be copied.
    tries = -(-2 * probe["initialDelaySeconds"] // EVERY)
    startup = {kind: probe.get(kind), "periodSeconds": EVERY, "failureThreshold": tries}
    return assisted("Use a startup probe.", set_(c.path.child("startupProbe"), startup), remove_(finding.path))
