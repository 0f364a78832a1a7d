"""The pod uses the namespace's default service account.

**Why** All pods without their own account share it, so what one of them is allowed, all are.

**Example** No `serviceAccountName`.

**Use instead** `serviceAccountName: web`, an account for this app, or no token at all
(`automountServiceAccountToken: false`).

**Fix** Assisted: proposes the app's name. The account must exist.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    foreign={
        "kube-linter": ("default-service-account",),
        "kubesec": ("ServiceAccountName",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    name = pod.spec.get("serviceAccountName") or pod.spec.get("serviceAccount") or "default"
    # A pod without a token does not need its own account.
    if name == "default" and pod.spec.get("automountServiceAccountToken") is not False:
        message = "The pod uses the namespace's default service account, so it shares its permissions with other pods."
        yield rule.found(SPEC.child("serviceAccountName"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    name = pod.labels.get("app.kubernetes.io/name") or pod.metadata.get("name")
    return assisted("Use a service account of its own.", set_(finding.path, name.lower())) if name else None
