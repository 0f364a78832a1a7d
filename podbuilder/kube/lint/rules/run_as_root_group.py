"""A container belongs to the root group.

**Why** Group 0 can read, and often write, files that belong to root, on mounted volumes as well.

**Example** `securityContext: {supplementalGroups: [0]}`

**Use instead** A group of its own: `securityContext: {runAsGroup: 10001}`.

**Fix** Assisted: proposes another id, or removes 0 from the list.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import SECURITY, Subject
from podbuilder.kube.manifest import remove_, set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod", "container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("run-as-non-root",),
        "trivy": ("KSV-0116",),
        "kubescape": ("C-0211",),
        "kyverno": ("require-non-root-groups",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for path, _, whom in pod.failing("runAsGroup", lambda gid: gid == 0, pod.linux):
        yield rule.found(path, f"{whom} runs with the root group, which can read files that other groups cannot.")
    if pod.is_windows:
        return
    if pod.security.get("fsGroup") == 0:
        message = "The pod's volumes belong to the root group, so all its processes join it."
        yield rule.found(SECURITY.child("fsGroup"), message)
    for i, group in enumerate(pod.security.get("supplementalGroups") or ()):
        if group == 0:
            path = SECURITY.child("supplementalGroups").index(i)
            message = "The pod's processes join the root group, which can read files that other groups cannot."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    if isinstance(finding.path[-1], int):
        return assisted("Leave the root group.", remove_(finding.path))
    return assisted("Use a group of its own.", set_(finding.path, pod.settings.proposed_id))
