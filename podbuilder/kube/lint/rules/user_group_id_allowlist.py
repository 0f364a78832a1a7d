"""A user or group id is outside the ranges that your team allows.

**Why** With fixed ranges, a team can tell whose files and processes it sees.

**Example** `securityContext: {runAsUser: 7}` although only 10000 to 20000 is allowed.

**Use instead** An id within a range.

**Fix** Assisted: proposes an allowed id.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import SECURITY, Subject
from podbuilder.kube.manifest import set_

FIELDS = ("runAsUser", "runAsGroup", "fsGroup")
rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod", "container", "init"),
    default=False,
    foreign={
        "kyverno": (
            "add-default-securitycontext",
            "require-unique-uid-per-workload",
        ),
    },
    needs=("allowed_ids",),
)


def check(pod: Subject) -> Iterator[Finding]:
    # Windows ignores these ids.
    ranges = pod.settings.allowed_ids if pod.linux else ()
    holders = [(SECURITY, pod.security), *((c.at(), c.security) for c in pod.containers)]
    places = [(path.child(name), fields.get(name)) for path, fields in holders for name in FIELDS]
    groups = pod.security.get("supplementalGroups") or ()
    places += [(SECURITY.child("supplementalGroups").index(i), group) for i, group in enumerate(groups)]
    for path, value in places:
        if ranges and value is not None and not any(low <= value <= high for low, high in ranges):
            yield rule.found(path, f"The id {value} is not one that your team allows.")


def fix(pod: Subject, finding: Finding) -> Patch:
    proposed, ranges = pod.settings.proposed_id, pod.settings.allowed_ids
    fits = any(low <= proposed <= high for low, high in ranges)
    return assisted("Use an allowed id.", set_(finding.path, proposed if fits else ranges[0][0]))
