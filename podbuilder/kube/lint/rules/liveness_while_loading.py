"""A liveness probe may kill a container while it loads its model.

**Why** Loading a model takes minutes. Without a startup probe, the liveness probe counts from the first seconds, and
each restart begins the loading again.

**Example** A model server with `livenessProbe: {initialDelaySeconds: 30}` and no startup probe.

**Use instead** A startup probe with the same check and enough patience: the others wait until it has succeeded.

**Fix** Assisted: adds a startup probe that allows ten minutes.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.accelerators import gpus_of, serves_model
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import HANDLERS, Subject
from podbuilder.kube.manifest import set_

PATIENCE = 180  # seconds
rule = Rule(__name__, WARNING, "reliability", ("container",))


def _patience(probe: dict[str, Any]) -> int:
    """How long a container that does not answer lives."""
    period, failures = probe.get("periodSeconds") or 10, probe.get("failureThreshold") or 3
    return int(probe.get("initialDelaySeconds") or 0) + int(period) * int(failures)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        probe = c.fields.get("livenessProbe")
        if probe and not c.fields.get("startupProbe") and (gpus_of(c) or serves_model(c)):
            seconds = _patience(probe)
            if seconds < PATIENCE:
                message = (
                    f"{c.title} is killed if it does not answer within {seconds} seconds, while it loads its model."
                )
                yield rule.found(c.path.child("livenessProbe"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    handler = {name: value for name, value in c.fields["livenessProbe"].items() if name in HANDLERS}
    probe = {**handler, "periodSeconds": 10, "failureThreshold": 60}
    return assisted("Let it start first.", set_(c.path.child("startupProbe"), probe))
