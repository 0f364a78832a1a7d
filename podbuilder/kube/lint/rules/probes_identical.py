"""The liveness and readiness probes ask the same thing and give up at the same time.

**Why** A container that is merely busy is then restarted instead of spared, and the other copies get its load as
well.

**Example** Both probes `httpGet: {path: /health, port: 8080}` with the same numbers.

**Use instead** A liveness probe that is more patient (`failureThreshold: 6`), or that asks for less.

**Fix** Assisted: makes the liveness probe twice as patient as the readiness probe.

**See** https://kubernetes.io/docs/concepts/workloads/pods/probes/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.probes import handler, patience
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "reliability",
    ("container", "init"),
    foreign={
        "kube-score": ("pod-probes-identical",),
        "kyverno": ("validate-probes",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        live, ready = c.fields.get("livenessProbe") or {}, c.fields.get("readinessProbe") or {}
        if live and ready and handler(live) == handler(ready) and patience(live) <= patience(ready):
            message = f"Both probes of {quote(c.name)} ask the same thing, so it is restarted when it is only busy."
            yield rule.found(c.path.child("livenessProbe"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    period = c.fields["livenessProbe"].get("periodSeconds") or 10
    wanted = 2 * patience(c.fields["readinessProbe"])
    return assisted(
        "Make the liveness probe more patient.", set_(finding.path.child("failureThreshold"), -(-wanted // period))
    )
