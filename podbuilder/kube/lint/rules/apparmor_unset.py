"""No AppArmor profile is set for a container.

**Why** On nodes with AppArmor, the runtime then applies its own profile, so little is lost. Setting it makes that
certain.

**Example** `securityContext: {}`

**Use instead** `securityContext: {appArmorProfile: {type: RuntimeDefault}}` on the pod, for nodes that have
AppArmor.

**Fix** Assisted: sets RuntimeDefault. On nodes without AppArmor the pod would not start. Off by default: nodes that
have AppArmor use the same profile anyway.

**See** https://kubernetes.io/docs/tutorials/security/apparmor/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.annotation_keys import APP_ARMOR_CONTAINER
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
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
    if not any(key.startswith(APP_ARMOR_CONTAINER) for key in pod.annotations):
        for path, _, whom in pod.failing("appArmorProfile", lambda profile: not profile, pod.linux):
            message = f"{whom} sets no AppArmor profile, so whether one applies depends on the node."
            yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Use the runtime's AppArmor profile.", set_(finding.path, {"type": "RuntimeDefault"}))
