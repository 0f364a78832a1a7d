"""A Windows pod has no Active Directory account.

**Why** Apps that sign in to a Windows domain need one (gMSA). Others do not.

**Example** `os: {name: windows}` and no `gmsaCredentialSpecName`.

**Use instead** `windowsOptions: {gmsaCredentialSpecName: web}`, if the app belongs to a domain.

**Fix** None: the account must exist. Off by default: most pods need no account of a domain.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import SECURITY, Subject

rule = Rule(
    __name__,
    INFO,
    "security",
    ("pod", "container"),
    default=False,
    foreign={
        "kubescape": ("C-0211",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    holders = [pod.security, *(c.security for c in pod.containers)]
    if pod.is_windows and not any((h.get("windowsOptions") or {}).get("gmsaCredentialSpecName") for h in holders):
        path = SECURITY.child("windowsOptions", "gmsaCredentialSpecName")
        yield rule.found(
            path, "The pod has no Active Directory account, so its app cannot sign in to a Windows domain."
        )
