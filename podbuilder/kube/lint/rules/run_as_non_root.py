"""A container may run as root.

**Why** Whoever breaks into it is root there, and one flaw in the kernel or the runtime away from being root on the
node.

**Example** `securityContext: {}`

**Use instead** `securityContext: {runAsNonRoot: true}` on the pod: the kubelet then refuses to start an image that
runs as root. A user id other than 0 works, too, but the restricted level of Pod Security requires this field.

**Fix** Assisted: sets it, on the pod unless another setting contradicts it. The image must have a user of its own.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import SECURITY, Container, Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("run-as-non-root",),
        "polaris": ("runAsRootAllowed",),
        "kubesec": ("RunAsNonRoot",),
        "checkov": ("CKV_K8S_23",),
        "trivy": ("KSV-0012",),
        "datree": ("CONTAINERS_INCORRECT_RUNASNONROOT_VALUE",),
        "kubescape": ("C-0013", "C-0211"),
        "kyverno": ("require-run-as-nonroot",),
        "pod-security": ("runAsNonRoot",),
    },
)


def _may_be_root(pod: Subject, c: Container) -> bool:
    return pod.of(c, "runAsNonRoot") is not True and pod.of(c, "runAsUser") is None


def check(pod: Subject) -> Iterator[Finding]:
    # In its own user namespace, root has no rights outside; Pod Security takes that into account from 1.33 on.
    exempt = pod.has_user_namespace and pod.minor >= 33
    offending = [] if exempt else [c for c in pod.containers if _may_be_root(pod, c)]
    inheriting = [c for c in offending if c.security.get("runAsNonRoot") is None]
    if inheriting:
        whom = inheriting[0].title if len(inheriting) == 1 else "Every container that inherits the pod's setting"
        yield rule.found(SECURITY.child("runAsNonRoot"), f"{whom} may run as root, which makes a break-in worse.")
    for c in offending:
        if c.security.get("runAsNonRoot") is not None:
            yield rule.found(c.at("runAsNonRoot"), f"{c.title} may run as root, which makes a break-in worse.")


def fix(pod: Subject, finding: Finding) -> Patch:
    paths = [finding.path]
    heirs = [c for c in pod.containers if c.security.get("runAsNonRoot") is None]
    if finding.path.is_under(SECURITY) and any(pod.of(c, "runAsUser") == 0 for c in heirs):
        paths = [c.at("runAsNonRoot") for c in heirs if _may_be_root(pod, c)]
    return assisted("Refuse to run as root.", *(set_(path, True) for path in paths))
