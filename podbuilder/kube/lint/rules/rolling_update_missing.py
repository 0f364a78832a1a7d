"""A workload stops all its pods, or none, when it is updated.

**Why** With Recreate, nothing answers between the old pods and the new ones. With OnDelete, somebody has to delete
each pod.

**Example** `strategy: {type: Recreate}`

**Use instead** `strategy: {type: RollingUpdate}`

**Fix** None here: an app that must not run twice needs Recreate. Off by default for that reason.

**See** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("pod",),
    default=False,
    foreign={"kube-linter": ("no-rolling-update-strategy",)},
)


def check(pod: Subject) -> Iterator[Finding]:
    for field in ("strategy", "updateStrategy"):
        if pod.around.mapping("spec", field).get("type") in ("Recreate", "OnDelete"):
            message = f"The {pod.around.kind} does not replace its pods one after the other."
            yield rule.found_around(message, field, "type")
