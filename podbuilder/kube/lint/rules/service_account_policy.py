"""The pod uses a service account that your team does not allow.

**Why** The service account decides what the pod may do. Powerful ones are for few pods.

**Example** `serviceAccountName: cluster-admin` although only `web` is allowed.

**Use instead** An allowed account.

**Fix** None: another account must first be granted what the pod needs.

**See** https://kubernetes.io/docs/concepts/security/service-accounts/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod",),
    default=False,
    foreign={
        "kube-linter": ("non-existent-service-account",),
        "kubescape": ("C-0307", "C-0261", "C-0267", "C-0272"),
        "kyverno": ("restrict-service-account", "check-sa", "restrict-pod-controller-serviceaccount-updates"),
    },
    needs=("allowed_service_accounts",),
)


def check(pod: Subject) -> Iterator[Finding]:
    allowed = pod.settings.allowed_service_accounts
    name = pod.spec.get("serviceAccountName") or "default"
    if allowed and name not in allowed:
        message = f"The service account {quote(name)} is not one that your team allows."
        yield rule.found(SPEC.child("serviceAccountName"), message)
