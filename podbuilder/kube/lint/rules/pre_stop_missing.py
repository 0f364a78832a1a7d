"""A container is told to stop while requests are still on their way.

**Why** A container is told to stop at the same moment as it is removed from Services. A few seconds of waiting
avoid losing requests.

**Example** No `lifecycle.preStop`.

**Use instead** `lifecycle: {preStop: {sleep: {seconds: 5}}}` (Kubernetes 1.30), or an app that waits by itself.

**Fix** Assisted: adds a wait of 5 seconds, or less if the grace period is short. Off by default: many apps go on
answering while they stop.

**See** https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("container",),
    since="1.30",
    default=False,
    foreign={
        "datree": ("CONTAINERS_MISSING_PRESTOP_KEY",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        if not (c.fields.get("lifecycle") or {}).get("preStop"):
            path = c.path.child("lifecycle", "preStop")
            yield rule.found(
                path, f"{c.title} has no preStop hook, so it is told to stop while requests may still be on their way."
            )


def fix(pod: Subject, finding: Finding) -> Patch | None:
    # The wait is part of the grace period, and the app needs some of that to stop.
    seconds = min(5, pod.spec.get("terminationGracePeriodSeconds", 30) - 1)
    if seconds < 1:
        return None
    return assisted("Wait a few seconds before stopping.", set_(finding.path, {"sleep": {"seconds": seconds}}))
