"""A container runs as root, because its user id is 0.

**Why** Whoever breaks into it is root there, and one flaw in the kernel or the runtime away from being root on the
node.

**Example** `securityContext: {runAsUser: 0}`

**Use instead** `securityContext: {runAsUser: 10001, runAsNonRoot: true}`, with an image whose files that user can
read.

**Fix** Assisted: proposes another user id.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("run-as-non-root",),
        "polaris": ("runAsRootAllowed",),
        "checkov": ("CKV_K8S_23",),
        "trivy": ("KSV-0105", "KSV-0012"),
        "kyverno": ("require-run-as-non-root-user",),
        "pod-security": ("runAsUser",),
        "datree": ("CONTAINERS_INCORRECT_RUNASNONROOT_VALUE", "CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID"),
        "kubesec": ("RunAsNonRoot",),
        "kubescape": ("C-0013",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.has_user_namespace and pod.minor >= 33:
        return
    # With runAsNonRoot, the pod does not start at all; run-as-non-root-conflict reports that.
    containers = tuple(c for c in pod.linux if pod.of(c, "runAsNonRoot") is not True)
    for path, _, whom in pod.failing("runAsUser", lambda uid: uid == 0, containers):
        yield rule.found(path, f"{whom} runs as root, which makes a break-in worse.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Run as another user.", set_(finding.path, pod.settings.proposed_id))
