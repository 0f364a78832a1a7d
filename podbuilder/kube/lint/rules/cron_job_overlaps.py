"""The runs of a CronJob may overlap.

**Why** A run that hangs does not keep the next one from starting. They pile up, and two of them may do the same work.

**Example** No `concurrencyPolicy`, or `Allow`.

**Use instead** `concurrencyPolicy: Forbid` skips a run while another lasts, `Replace` ends the older one.

**Fix** None here: whether runs may overlap is yours to say. Off by default for that reason.

**See** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
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
    foreign={"datree": ("CRONJOB_MISSING_CONCURRENCYPOLICY_KEY",)},
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.around.kind == "CronJob" and pod.around.spec.get("concurrencyPolicy", "Allow") == "Allow":
        message = "A run that takes longer than planned does not keep the next one from starting beside it."
        yield rule.found_around(message, "concurrencyPolicy")
