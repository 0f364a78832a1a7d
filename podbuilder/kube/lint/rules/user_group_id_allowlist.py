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

SEVERAL = "supplementalGroups"
SINGLE = ("runAsUser", "runAsGroup", "fsGroup")
Ranges = tuple[tuple[int, int], ...]
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
    needs=("allowed_ids", "allowed_group_ids", "allowed_fs_groups"),
)


def _allowed(pod: Subject) -> dict[str, Ranges]:
    """The ranges for each field; empty where the team has not decided."""
    users = pod.settings.allowed_ids
    groups = pod.settings.allowed_group_ids or users
    fs_groups = pod.settings.allowed_fs_groups or users
    return {"runAsUser": users, "runAsGroup": groups, "fsGroup": fs_groups, SEVERAL: groups}


def check(pod: Subject) -> Iterator[Finding]:
    allowed = _allowed(pod)
    # Windows ignores these ids.
    if not pod.linux or not any(allowed.values()):
        return
    holders = [(SECURITY, pod.security), *((c.at(), c.security) for c in pod.containers)]
    places = [(path.child(name), fields.get(name), name) for path, fields in holders for name in SINGLE]
    groups = pod.security.get(SEVERAL) or ()
    places += [(SECURITY.child(SEVERAL).index(i), group, SEVERAL) for i, group in enumerate(groups)]
    for path, value, name in places:
        ranges = allowed[name]
        if ranges and value is not None and not any(low <= value <= high for low, high in ranges):
            yield rule.found(path, f"The id {value} is not one that your team allows.")


def fix(pod: Subject, finding: Finding) -> Patch:
    proposed = pod.settings.proposed_id
    ranges = _allowed(pod)[str(finding.path[-2] if isinstance(finding.path[-1], int) else finding.path[-1])]
    fits = any(low <= proposed <= high for low, high in ranges)
    return assisted("Use an allowed id.", set_(finding.path, proposed if fits else ranges[0][0]))
