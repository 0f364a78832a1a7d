"""A container is restarted before it is taken out of traffic.

**Why** The readiness probe is the mild response to trouble. If the liveness probe acts sooner, the readiness probe
never gets to help.

**Example** `livenessProbe` with `failureThreshold: 1`, `readinessProbe` with 3, both every 10 seconds.

**Use instead** A liveness probe that takes longer to act than the readiness probe.

**Fix** Assisted: makes the liveness probe twice as patient as the readiness probe.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.probes import handler, patience
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, INFO, "reliability", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        live, ready = c.fields.get("livenessProbe") or {}, c.fields.get("readinessProbe") or {}
        # Probes that ask the same thing are reported by probes-identical.
        if live and ready and handler(live) != handler(ready) and patience(live) < patience(ready):
            message = f"{c.title} is restarted after {patience(live)} s of trouble, before it is taken out of traffic."
            yield rule.found(c.path.child("livenessProbe"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    c = pod.container_at(finding.path)
    period = c.fields["livenessProbe"].get("periodSeconds") or 10
    threshold = -(-2 * patience(c.fields["readinessProbe"]) // period)
    if threshold >= 1 << 31:
        return None
    return assisted("Make the liveness probe more patient.", set_(finding.path.child("failureThreshold"), threshold))
