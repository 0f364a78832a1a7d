"""A container receives a secret as an environment variable.

**Why** Variables show up in crash reports, and child processes inherit them. Files do neither, and they are updated
while the pod runs.

**Example** `valueFrom: {secretKeyRef: {name: db, key: password}}`

**Use instead** A secret volume, and `DB_PASSWORD_FILE=/run/secrets/db/password` if the app can read files.

**Fix** None: the app must be able to read a file. Off by default: many images read nothing but variables.

**See** https://kubernetes.io/docs/concepts/security/secrets-good-practices/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "configuration",
    ("container", "init", "ephemeral"),
    default=False,
    foreign={
        "kube-linter": ("read-secret-from-env-var",),
        "kubesec": ("SecretsAsEnvironmentVariables",),
        "checkov": ("CKV_K8S_35",),
        "datree": ("CIS_INVALID_KEY_SECRETKEYREF_SECRETREF",),
        "kubescape": ("C-0207",),
        "kyverno": ("secrets-not-from-env-vars",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for variable in c.items("env"):
            if (variable.fields.get("valueFrom") or {}).get("secretKeyRef"):
                path = variable.path.child("valueFrom", "secretKeyRef")
                yield rule.found(
                    path, f"{c.title} receives a secret as a variable, which can show up in crash reports."
                )
        for source in c.items("envFrom"):
            if source.fields.get("secretRef"):
                path = source.path.child("secretRef")
                yield rule.found(
                    path, f"{c.title} receives a whole Secret as variables, which can show up in crash reports."
                )
