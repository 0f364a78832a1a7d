"""A CronJob does not say how late a run may start.

**Why** After a pause of the control plane, a run that was missed starts whenever it can, however late.

**Example** No `startingDeadlineSeconds`.

**Use instead** `startingDeadlineSeconds: 300`, and at least 10: the controller looks every ten seconds.

**Fix** None here: how late a run is still of use is yours to say. Off by default for that reason.

**See** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
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
    foreign={"kube-score": ("cronjob-has-deadline",), "datree": ("CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY",)},
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.around.kind == "CronJob" and "startingDeadlineSeconds" not in pod.around.spec:
        message = "A run that was missed starts whenever it can, however late."
        yield rule.found_around(message, "startingDeadlineSeconds")
