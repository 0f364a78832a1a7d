"""Every container gets a token for the Kubernetes API, whether it needs one or not.

**Why** An attacker finds the token at a well-known path and can do whatever the service account may do. Most apps
never call the API.

**Example** No `automountServiceAccountToken`.

**Use instead** `automountServiceAccountToken: false`. An app that needs the API can mount a token explicitly, with
a projected volume.

**Fix** Assisted: sets it to false. Apps that call the Kubernetes API would then fail.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.companions import SERVICE_ACCOUNT
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "security",
    ("pod",),
    foreign={
        "polaris": ("automountServiceAccountToken",),
        "kubesec": ("AutomountServiceAccountToken",),
        "checkov": ("CKV_K8S_38",),
        "trivy": ("KSV-0036",),
        "datree": ("SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE",),
        "kubescape": ("C-0034", "C-0190"),
        "kyverno": ("restrict-automount-sa-token", "remove-serviceaccount-token"),
    },
)


def _is_off(pod: Subject) -> bool:
    """Whether the pod's ServiceAccount is in the same file and switches the token off."""
    name = pod.spec.get("serviceAccountName") or pod.spec.get("serviceAccount") or "default"
    account = pod.around.companions.named(SERVICE_ACCOUNT, name, pod.namespace)
    return account is not None and account.get("automountServiceAccountToken") is False


def check(pod: Subject) -> Iterator[Finding]:
    own = pod.spec.get("automountServiceAccountToken")
    if own is not False and (own is True or not _is_off(pod)):
        message = "Every container gets a token for the Kubernetes API, which an attacker finds at a well-known path."
        yield rule.found(SPEC.child("automountServiceAccountToken"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Mount no token for the Kubernetes API.", set_(finding.path, False))
