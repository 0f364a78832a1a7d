"""The pod uses a Secret that your team does not allow.

**Why** Some teams keep secrets outside the cluster, or allow only certain Secrets.

**Example** `secret: {secretName: legacy}` although the team's list does not have it.

**Use instead** An allowed Secret, or the Secrets Store CSI driver.

**Fix** None: the secret must be stored elsewhere first.

**See** https://kubernetes.io/docs/concepts/security/secrets-good-practices/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.lint.wildcards import fits_any

rule = Rule(
    __name__,
    INFO,
    "configuration",
    ("container", "init", "volumes"),
    default=False,
    foreign={
        "kubescape": ("C-0234", "C-0255"),
        "kyverno": ("no-secrets", "restrict-secrets-by-label"),
    },
    needs=("allowed_secrets",),
)


def _uses(pod: Subject) -> Iterator[tuple[FieldPath, str]]:
    for volume in pod.volumes:
        name = (volume.fields.get("secret") or {}).get("secretName")
        yield volume.path.child("secret", "secretName"), name or ""
    for c in pod.containers:
        for variable in c.items("env"):
            reference = (variable.fields.get("valueFrom") or {}).get("secretKeyRef") or {}
            yield variable.path.child("valueFrom", "secretKeyRef", "name"), reference.get("name") or ""
        for source in c.items("envFrom"):
            yield source.path.child("secretRef", "name"), (source.fields.get("secretRef") or {}).get("name") or ""


def check(pod: Subject) -> Iterator[Finding]:
    allowed = pod.settings.allowed_secrets
    for path, name in _uses(pod) if allowed else ():
        if name and not fits_any(name, allowed):
            yield rule.found(path, f"The Secret {quote(name)} is not one that your team allows.")
