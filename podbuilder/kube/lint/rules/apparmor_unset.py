"""Nobody says which AppArmor profile a container has.

**Why** On nodes with AppArmor the runtime's profile then applies, so little is lost; saying so makes it certain.

**Example** `securityContext: {}`

**Use instead** `securityContext: {appArmorProfile: {type: RuntimeDefault}}` on the pod, for nodes that have
AppArmor.

**Fix** Assisted: sets RuntimeDefault; on nodes without AppArmor the pod would not start.

**See** https://kubernetes.io/docs/tutorials/security/apparmor/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod", "container"),
    since="1.30",
    default=False,
    foreign={
        "kubesec": ("ApparmorAny",),
        "kyverno": ("add-apparmor-annotations",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if not any(key.startswith("container.apparmor.security.beta.kubernetes.io/") for key in pod.annotations):
        for path, _, whom in pod.failing("appArmorProfile", lambda profile: not profile, pod.linux):
            message = f"{whom} names no AppArmor profile, so it depends on the node whether there is one."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Confine it with the runtime's profile.", set_(finding.path, {"type": "RuntimeDefault"}))
