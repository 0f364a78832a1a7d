"""No group is set for a container.

**Why** The container then runs with the image's group, which is often the root group, even for other users.

**Example** `securityContext: {runAsUser: 10001}`

**Use instead** `securityContext: {runAsUser: 10001, runAsGroup: 10001}`

**Fix** Assisted: proposes the user id. Off by default: with a user of its own the group rarely matters.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
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
    "security",
    ("pod", "container", "init"),
    default=False,
    foreign={
        "kube-score": ("container-security-context-user-group-id",),
        "kubescape": ("C-0013",),
        "kyverno": ("require-non-root-groups",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for path, _, whom in pod.failing("runAsGroup", lambda gid: gid is None, pod.linux):
        yield rule.found(path, f"{whom} runs with the image's group, which is often root's.")


def fix(pod: Subject, finding: Finding) -> Patch:
    uid = pod.security.get("runAsUser") or pod.settings.proposed_id
    return assisted("Set the group it runs with.", set_(finding.path, uid))
