"""A container can write to its own file system.

**Why** An attacker can replace programs and leave tools behind. Whatever the app writes there is lost at the next
restart anyway.

**Example** `securityContext: {}`

**Use instead** `securityContext: {readOnlyRootFilesystem: true}`, and an emptyDir wherever the app really writes.
The field does not apply to Windows.

**Fix** Assisted: sets it, and mounts an emptyDir on /tmp, and wherever a well-known image writes, if nothing is mounted
there. Apps may write elsewhere, too.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.image_habits import missing_scratch
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.scratch import SCRATCH, scratch, temporary
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("container", "init"),
    foreign={
        "kube-linter": ("no-read-only-root-fs",),
        "kube-score": ("container-security-context-readonlyrootfilesystem",),
        "polaris": ("notReadOnlyRootFilesystem",),
        "kubesec": ("ReadOnlyRootFilesystem",),
        "checkov": ("CKV_K8S_22",),
        "trivy": ("KSV-0014",),
        "datree": ("CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE",),
        "kubescape": ("C-0017", "C-0211"),
        "kyverno": ("require-ro-rootfs",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        if not c.is_ephemeral and c.security.get("readOnlyRootFilesystem") is not True:
            message = f"{c.title} can write to its own file system, so an attacker can change its programs."
            yield rule.found(c.at("readOnlyRootFilesystem"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    has_scratch = any(str(m.fields.get("mountPath")).rstrip("/") == SCRATCH for m in c.mounts)
    if folders := missing_scratch(c):
        # Without these the image would not even start.
        edits = scratch(pod, c, dict.fromkeys((*(() if has_scratch else (SCRATCH,)), *folders)))
    else:
        edits = iter(()) if has_scratch else temporary(pod, c)
    return assisted("Make its file system read-only, with a scratch directory.", set_(finding.path, True), *edits)
