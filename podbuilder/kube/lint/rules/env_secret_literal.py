"""A secret is written into the manifest in plain text.

**Why** Anyone who can read the manifest, the pod or the repository has the secret, and it stays in their history.

**Example** `env: [{name: DB_PASSWORD, value: hunter2}]`

**Use instead** `env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]`

**Fix** Assisted: proposes a reference to a Secret, which you must create.

**See** https://kubernetes.io/docs/concepts/configuration/secret/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import remove_, set_
from podbuilder.kube.secret_scanning.name_heuristics import by_name

rule = Rule(
    __name__,
    SERIOUS,
    "configuration",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("env-var-secret",),
        "polaris": ("sensitiveContainerEnvVar",),
        "kubescape": ("C-0012", "C-0259"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for variable in c.items("env"):
            name, value = variable.fields.get("name") or "", variable.fields.get("value") or ""
            if by_name(name, value):
                message = (
                    f"The variable {quote(name)} holds what looks like a secret, which anyone who can see the pod can "
                    "read."
                )
                yield rule.found(variable.path.child("value"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c, index = pod.container_at(finding.path), int(finding.path[-2])
    key = c.fields["env"][index]["name"].lower().replace("_", "-")
    reference = {"secretKeyRef": {"name": f"{c.name}-secrets", "key": key}}
    where = finding.path.parent.child("valueFrom")
    return assisted("Take it from a Secret.", remove_(finding.path), set_(where, reference))
