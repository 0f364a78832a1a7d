"""A finished Job stays in the cluster until somebody deletes it.

**Why** Its pods and their logs pile up, and old ones hide the new.

**Example** No `ttlSecondsAfterFinished`.

**Use instead** `ttlSecondsAfterFinished: 86400`. A CronJob has limits for its history instead.

**Fix** None here: how long its logs are wanted is yours to say. Off by default for that reason.

**See** https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
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
    foreign={"kube-linter": ("job-ttl-seconds-after-finished",)},
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.around.kind == "Job" and "ttlSecondsAfterFinished" not in pod.around.spec:
        message = "The finished Job and its pods stay until somebody deletes them."
        yield rule.found_around(message, "ttlSecondsAfterFinished")
