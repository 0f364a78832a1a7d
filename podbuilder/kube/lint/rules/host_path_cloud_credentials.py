"""A volume gives access to the node's cloud credentials.

**Why** With these credentials, an attacker has every permission that the node has in the cloud.

**Example** `hostPath: {path: /opt/.aws}`

**Use instead** Workload identity: a service account that the cloud recognises.

**Fix** None: how the app signs in has to be decided first.

**See** https://kubernetes.io/docs/concepts/security/service-accounts/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.hosts import is_inside, normal_path
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject

NAMES = (".aws", ".azure", ".config/gcloud")
FILES = ("/etc/kubernetes/azure.json", "/etc/kubernetes/cloud-config", "/gcloud")
rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("volumes",),
    foreign={
        "kubescape": ("C-0020",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume, path in pod.host_paths:
        plain = normal_path(path)
        if any(f"/{name}/" in f"{plain}/" for name in NAMES) or any(is_inside(plain, file) for file in FILES):
            message = f"The node's {quote(path)} holds cloud credentials, with which an attacker can act as the node."
            yield rule.found(volume.path.child("hostPath", "path"), message)
