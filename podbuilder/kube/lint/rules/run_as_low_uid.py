"""A container's user id is low, or comes from the image.

**Why** Ids below about 10,000 are in use on most nodes. If a process escapes, it is a real user there.

**Example** `securityContext: {runAsUser: 1000}`

**Use instead** `securityContext: {runAsUser: 10001}`, unless the image's files belong to one user, or the cluster
assigns ids as OpenShift does.

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
        "kubesec": ("RunAsUser",),
        "checkov": ("CKV_K8S_40",),
        "trivy": ("KSV-0020",),
        "datree": ("CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID",),
        "kubescape": ("C-0211",),
    },
    needs=("lowest_id",),
)


def check(pod: Subject) -> Iterator[Finding]:
    yield from low_ids(rule, pod, "runAsUser", "user", "somebody on the node")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Take a high user id.", set_(finding.path, pod.settings.proposed_id))
