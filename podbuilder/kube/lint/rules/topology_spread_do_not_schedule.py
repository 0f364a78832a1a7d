"""A pod stays pending rather than run unevenly spread.

**Why** When a zone is down, the copies that should run there are not started elsewhere. Usually the opposite is
wanted.

**Example** `whenUnsatisfiable: DoNotSchedule`

**Use instead** `whenUnsatisfiable: ScheduleAnyway`

**Fix** Assisted: sets ScheduleAnyway. Off by default: where uneven is worse than late, it is right.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, items
from podbuilder.kube.manifest import remove_, set_

rule = Rule(
    __name__,
    INFO,
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "datree": ("EKS_INVALID_VALUE_DONOOTSCHEDULE",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    path = SPEC.child("topologySpreadConstraints")
    for constraint in items(pod.spec.get("topologySpreadConstraints"), path):
        if constraint.fields.get("whenUnsatisfiable") == "DoNotSchedule":
            where = constraint.path.child("whenUnsatisfiable")
            yield rule.found(
                where, "The pod stays pending if it cannot be spread evenly, for example when a zone is down."
            )


def fix(pod: Subject, finding: Finding) -> Patch:
    edits = [set_(finding.path, "ScheduleAnyway"), remove_(finding.path.parent.child("minDomains"))]
    return assisted("Schedule it anyway.", *edits)
