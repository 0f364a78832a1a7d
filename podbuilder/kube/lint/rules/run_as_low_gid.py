"""A container's group id is low, or comes from the image.

**Why** Ids below about 10,000 are in use on most nodes. If a process escapes, its group is a real one there.

**Example** `securityContext: {runAsGroup: 1000}`

**Use instead** `securityContext: {runAsGroup: 10001}`, unless the image's files belong to one group.

**Fix** Assisted: proposes a high id.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.ids import low_ids
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod", "container", "init"),
    default=False,
    foreign={
        "kube-score": ("container-security-context-user-group-id",),
        "kubesec": ("RunAsGroup",),
        "trivy": ("KSV-0021",),
        "datree": ("CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID",),
    },
    needs=("lowest_id",),
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from low_ids(rule, pod, "runAsGroup", "group", "a group of the node")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Take a high group id.", set_(finding.path, pod.settings.proposed_id))
