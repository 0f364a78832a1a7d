"""AppArmor is explicitly turned off.

**Why** An AppArmor profile keeps a container from mounting file systems, changing kernel settings and doing other
things that no app needs.

**Example** `appArmorProfile: {type: Unconfined}`, or the older annotation with the value `unconfined`.

**Use instead** `appArmorProfile: {type: RuntimeDefault}`

**Fix** Safe: sets RuntimeDefault and removes annotations that say unconfined.

**See** https://kubernetes.io/docs/tutorials/security/apparmor/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.annotation_keys import APP_ARMOR_CONTAINER, UNCONFINED
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, safe
from podbuilder.kube.lint.subject import METADATA, SECURITY, Subject
from podbuilder.kube.manifest import remove_, set_

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod", "container", "init", "ephemeral", "metadata"),
    foreign={
        "kubesec": ("ApparmorUnconfined",),
        "trivy": ("KSV-0002",),
        "kyverno": ("restrict-apparmor-profiles",),
        "pod-security": ("appArmorProfile",),
    },
)


def _types(pod: Subject) -> Iterator[FieldPath]:
    # What every container overrides concerns none.
    is_inherited = any(not c.security.get("appArmorProfile") for c in pod.linux)
    for path, profile in pod.stating("appArmorProfile") if pod.linux else ():
        if profile.get("type") == "Unconfined" and (is_inherited or path.parent != SECURITY):
            yield path.child("type")


def _annotations(pod: Subject) -> Iterator[FieldPath]:
    for key, value in pod.annotations.items():
        if key.startswith(APP_ARMOR_CONTAINER) and value == UNCONFINED:
            yield METADATA.child("annotations").key(key)


def check(pod: Subject) -> Iterator[Finding]:
    for path in (*_types(pod), *_annotations(pod)):
        message = (
            "AppArmor is turned off, so it does not keep an attacker from mounting file systems or changing settings."
        )
        yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    # All at once, because the server rejects an annotation that differs from its field.
    edits = [*(set_(path, "RuntimeDefault") for path in _types(pod)), *map(remove_, _annotations(pod))]
    return safe("Use the runtime's AppArmor profile.", *edits)
